import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { dataCategorySchema, instantSchema, sha256Schema } from '../values.js';

/** An agency read a person's data; the person must be told (clause 3.4). Aggregate: the ledger entry, version 1. */
export const DisclosureReadV1 = defineFact({
  service: 'privacy',
  noun: 'disclosure-read',
  fact: 'recorded',
  version: 1,
  schema: z.object({
    entryId: idSchema,
    /** Null when no verified account is held for the PIN: counted alike, nobody to tell. */
    citizenId: idSchema.nullable(),
    agencyId: idSchema,
    agencyName: z.string().max(200),
    letterNumber: z.string().max(100),
    legalBasis: z.string().max(500),
    categories: z.array(dataCategorySchema).min(1),
    leafHash: sha256Schema,
    at: instantSchema,
  }),
});
