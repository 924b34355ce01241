import { z } from 'zod';
import { defineFact } from '../fact.js';
import { restrictionState } from './restriction-state.js';

/** Republished: the state as it stands. */
export const RestrictionSnapshotV1 = defineFact({
  service: 'privacy',
  noun: 'restriction',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...restrictionState }),
});
