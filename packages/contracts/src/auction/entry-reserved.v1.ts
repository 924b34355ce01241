import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The citizen reserved a lot at a fixed price, and buys it by paying before dueAt. */
export const EntryReservedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'reserved',
  version: 1,
  schema: z.object({ ...entryState }),
});
