import { z } from 'zod';
import { defineFact } from '../fact.js';
import { standingState } from './standing-state.js';

/** A lot was not paid for in time: a strike, given automatically; `blockedUntil` says whether it brought a block. */
export const StandingStrikeGivenV1 = defineFact({
  service: 'auction',
  noun: 'standing',
  fact: 'strike-given',
  version: 1,
  schema: z.object({ ...standingState }),
});
