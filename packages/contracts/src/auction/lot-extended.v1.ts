import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** A late bid moved the end (soft close). */
export const LotExtendedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'extended',
  version: 1,
  schema: z.object({ ...lotState }),
});
