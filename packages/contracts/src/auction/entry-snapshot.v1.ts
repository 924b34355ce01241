import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The entry's current state, republished to rebuild projections. */
export const EntrySnapshotV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...entryState }),
});
