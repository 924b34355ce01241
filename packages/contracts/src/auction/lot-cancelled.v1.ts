import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** The auctioneer cancelled the lot. */
export const LotCancelledV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'cancelled',
  version: 1,
  schema: z.object({ ...lotState, reason: z.string().max(500) }),
});
