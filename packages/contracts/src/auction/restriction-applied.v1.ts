import { z } from 'zod';
import { defineFact } from '../fact.js';
import { restrictionApplied } from '../restriction-applied.js';

/** auction acts by a restriction, or by its lifting. */
export const AuctionRestrictionAppliedV1 = defineFact({
  service: 'auction',
  noun: 'restriction',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...restrictionApplied }),
});
