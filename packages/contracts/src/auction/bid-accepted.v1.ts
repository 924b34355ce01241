import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema, moneySchema } from '../values.js';
import { lotState } from './lot-state.js';

/** A bid was accepted; carries the lot's state after it. Never a maximum. */
export const BidAcceptedV1 = defineFact({
  service: 'auction',
  noun: 'lot',
  fact: 'bid-accepted',
  version: 1,
  schema: z.object({
    ...lotState,
    bid: z.object({
      bidId: idSchema,
      /** Gapless per lot, from 1. */
      sequence: z.int().positive(),
      bidderNumber: z.int().positive(),
      amount: moneySchema,
      automatic: z.boolean(),
      at: instantSchema,
    }),
  }),
});
