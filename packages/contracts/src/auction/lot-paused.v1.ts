import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** Bidding is stopped for a while; the reason is announced. What was bid stays. */
export const LotPausedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'paused',
  version: 1,
  schema: z.object({ ...lotState, reason: z.string().max(500) }),
});
