import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** The lot has a winner, who must pay. */
export const LotAwardedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'awarded',
  version: 1,
  schema: z.object({ ...lotState }),
});
