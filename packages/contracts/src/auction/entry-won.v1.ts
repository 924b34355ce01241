import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The citizen won and must pay until dueAt. */
export const EntryWonV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'won',
  version: 1,
  schema: z.object({
    ...entryState,
    /** false: no deposit is held, so all of the price is due and none can be kept. Absent in facts from before: held. */
    depositHeld: z.boolean().optional(),
    /** Present where the winner did not pay and this is who bid second. */
    secondOffer: z.literal(true).optional(),
  }),
});
