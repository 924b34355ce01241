import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** A citizen asked to take part; the deposit is due. */
export const EntryCreatedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'created',
  version: 1,
  schema: z.object({ ...entryState }),
});
