import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** Bidding ended. */
export const LotClosedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'closed',
  version: 1,
  schema: z.object({ ...lotState }),
});
