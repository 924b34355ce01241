import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/**
 * A person asked for everything held about them: each service that keeps something writes its part, sealed to this
 * key. Aggregate: the export, version 1.
 */
export const ExportOrderedV1 = defineFact({
  service: 'privacy',
  noun: 'export',
  fact: 'ordered',
  version: 1,
  schema: z.object({
    exportId: idSchema,
    citizenId: idSchema,
    /** Public half of a key made for this export alone (RFC 8037). */
    publicKey: z
      .object({
        kty: z.literal('OKP'),
        crv: z.literal('X25519'),
        x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      })
      .strict(),
    orderedAt: instantSchema,
    /** A part written later is read by nobody. */
    expiresAt: instantSchema,
  }),
});
