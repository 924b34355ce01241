import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** The lot was paid for, or nobody did: sold or unsold. */
export const LotSettledV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'settled',
  version: 1,
  schema: z.object({ ...lotState }),
});
