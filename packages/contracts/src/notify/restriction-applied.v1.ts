import { z } from 'zod';
import { defineFact } from '../fact.js';
import { restrictionApplied } from '../restriction-applied.js';

/** notify acts by a restriction, or by its lifting. */
export const NotifyRestrictionAppliedV1 = defineFact({
  service: 'notify',
  noun: 'restriction',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...restrictionApplied }),
});
