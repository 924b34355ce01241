import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The winner did not pay in time. */
export const EntryForfeitedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'forfeited',
  version: 1,
  schema: z.object({
    ...entryState,
    /** false: no deposit was held, so none is kept. Absent in facts from before: held. */
    depositHeld: z.boolean().optional(),
  }),
});
