import { z } from 'zod';
import { defineFact } from '../fact.js';
import { instantSchema } from '../values.js';
import { lotState } from './lot-state.js';

/** Somebody reserved a lot at a fixed price; who is not said. It holds the lot before that instant. */
export const LotReservedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'reserved',
  version: 1,
  schema: z.object({ ...lotState, reservedUntil: instantSchema }),
});
