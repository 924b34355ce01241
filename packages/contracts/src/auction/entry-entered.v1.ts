import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The bank confirmed the deposit. */
export const EntryEnteredV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'entered',
  version: 1,
  schema: z.object({ ...entryState }),
});
