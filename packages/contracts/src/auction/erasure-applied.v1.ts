import { z } from 'zod';
import { erasureApplied } from '../erasure.js';
import { defineFact } from '../fact.js';

/** auction destroyed what it held of the person. */
export const AuctionErasureAppliedV1 = defineFact({
  service: 'auction',
  noun: 'erasure',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...erasureApplied }),
});
