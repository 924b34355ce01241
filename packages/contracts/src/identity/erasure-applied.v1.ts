import { z } from 'zod';
import { erasureApplied } from '../erasure.js';
import { defineFact } from '../fact.js';

/** identity destroyed what it held of the person. */
export const IdentityErasureAppliedV1 = defineFact({
  service: 'identity',
  noun: 'erasure',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...erasureApplied }),
});
