import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** The winner did not pay in time: the lot is offered to who bid second. */
export const LotOfferedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'offered',
  version: 1,
  schema: z.object({ ...lotState }),
});
