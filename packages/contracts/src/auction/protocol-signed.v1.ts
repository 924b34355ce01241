import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema, sha256Schema } from '../values.js';

/**
 * A lot's closing protocol was signed. Aggregate: the lot, version 1. A noun of its own: who anchors protocols must not
 * hear every bid. Of the protocol itself only its hash travels, so that a leaf of the ledger can hold it to its words.
 */
export const ProtocolSignedV1 = defineFact({
  service: 'auction',
  noun: 'protocol',
  fact: 'signed',
  version: 1,
  schema: z.object({
    lotId: idSchema,
    /** Of the protocol's bytes as they were signed. */
    protocolSha256: sha256Schema,
    /** Sequence of the last bid; 0: nobody bid. */
    lastSequence: z.int().nonnegative(),
    /** Hash of the protocol's last line, which has that of the one before it, and so on. */
    chainSha256: sha256Schema,
    signedAt: instantSchema,
  }),
});
