import { z } from 'zod';
import { defineFact } from '../fact.js';
import { lotState } from './lot-state.js';

/** The reservation ran out unpaid: the lot is for sale again. */
export const LotReservationEndedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'reservation-ended',
  version: 1,
  schema: z.object({ ...lotState }),
});
