import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The citizen's bid leads. */
export const EntryLedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'led',
  version: 1,
  schema: z.object({ ...entryState }),
});
