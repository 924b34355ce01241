import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** Bidding goes on; end and hard stop moved by the pause. */
export const LotResumedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'resumed',
  version: 1,
  schema: z.object({ ...lotState }),
});
