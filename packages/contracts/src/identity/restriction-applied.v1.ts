import { z } from 'zod';
import { defineFact } from '../fact.js';
import { restrictionApplied } from '../restriction-applied.js';

/** identity acts by a restriction, or by its lifting. */
export const IdentityRestrictionAppliedV1 = defineFact({
  service: 'identity',
  noun: 'restriction',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...restrictionApplied }),
});
