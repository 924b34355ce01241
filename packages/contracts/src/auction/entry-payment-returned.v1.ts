import { z } from 'zod';
import { defineFact } from '../fact.js';
import { moneySchema } from '../values.js';
import { entryState } from './entry-state.js';

/** A payment came after the term in which it could be made, and goes back whole. */
export const EntryPaymentReturnedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'payment-returned',
  version: 1,
  schema: z.object({
    ...entryState,
    amount: moneySchema,
    /** Somebody else has bought the lot; somebody else holds it; the sale is over; the payer may not take part any more. */
    reason: z.enum(['SOLD', 'HELD', 'SALE_OVER', 'NOT_ENTITLED']),
  }),
});
