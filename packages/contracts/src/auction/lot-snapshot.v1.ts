import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** The lot's current state, republished to rebuild projections. */
export const LotSnapshotV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...lotState }),
});
