import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** Bidding began. */
export const LotOpenedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'opened',
  version: 1,
  schema: z.object({ ...lotState }),
});
