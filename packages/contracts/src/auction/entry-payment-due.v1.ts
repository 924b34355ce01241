import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** A reminder: the lot is still to be paid for until dueAt. */
export const EntryPaymentDueV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'payment-due',
  version: 1,
  schema: z.object({ ...entryState }),
});
