import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The reservation ran out unpaid. Nothing is owed. */
export const EntryReservationEndedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'reservation-ended',
  version: 1,
  schema: z.object({ ...entryState }),
});
