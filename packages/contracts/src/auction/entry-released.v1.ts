import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The entry is over without a win; a deposit that is held goes back. */
export const EntryReleasedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'released',
  version: 1,
  schema: z.object({
    ...entryState,
    reason: z.enum(['LOST', 'LOT_UNSOLD', 'LOT_CANCELLED', 'LEFT']),
    /** false: the deposit was never paid, so nothing goes back. */
    depositHeld: z.boolean(),
  }),
});
