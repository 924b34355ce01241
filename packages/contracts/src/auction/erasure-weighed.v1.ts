import { z } from 'zod';
import { erasureObstacle } from '../erasure.js';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** What still binds a person who asked to be erased; empty: nothing does, and nothing can any more. Aggregate: the citizen. */
export const ErasureWeighedV1 = defineFact({
  service: 'auction',
  noun: 'erasure',
  fact: 'weighed',
  version: 1,
  schema: z.object({
    citizenId: idSchema,
    erasureId: idSchema,
    obstacles: z.array(erasureObstacle).max(100),
    at: instantSchema,
  }),
});
