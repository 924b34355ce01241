import { z } from 'zod';
import { defineFact } from '../fact.js';
import { instantSchema } from '../values.js';
import { entryState } from './entry-state.js';

/** The citizen bid second: the deposit is kept until the winner has paid, and the lot may be offered to them by `until`. */
export const EntryKeptSecondV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'kept-second',
  version: 1,
  schema: z.object({ ...entryState, until: instantSchema }),
});
