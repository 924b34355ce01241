import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** A lot was announced. */
export const LotPlannedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'planned',
  version: 1,
  schema: z.object({ ...lotState }),
});
