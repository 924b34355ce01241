import { z } from 'zod';
import { erasureApplied } from '../erasure.js';
import { defineFact } from '../fact.js';

/** notify destroyed what it held of the person. */
export const NotifyErasureAppliedV1 = defineFact({
  service: 'notify',
  noun: 'erasure',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...erasureApplied }),
});
