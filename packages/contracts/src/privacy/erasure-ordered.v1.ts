import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** The person's keys, look-up hashes and rows are to be destroyed, in every service. Final. Aggregate: the citizen. */
export const ErasureOrderedV1 = defineFact({
  service: 'privacy',
  noun: 'erasure',
  fact: 'ordered',
  version: 1,
  schema: z.object({ citizenId: idSchema, erasureId: idSchema, at: instantSchema }),
});
