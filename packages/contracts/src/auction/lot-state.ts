import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema, moneySchema } from '../values.js';

export const lotStates = [
  'PLANNED',
  'OPEN',
  'PAUSED',
  'CLOSED',
  'AWAITING_PAYMENT',
  'OFFERED_TO_SECOND',
  'RESERVED',
  'SOLD',
  'UNSOLD',
  'CANCELLED',
] as const;

/** A lot as anyone may see it: bidders under their number for this lot. Aggregate: the lot. */
export const lotState = {
  lotId: idSchema,
  plateId: idSchema,
  /** `01 KG 777 AAA` */
  plateNumber: z.string().max(16),
  saleMode: z.enum(['AUCTION', 'FIXED_PRICE']),
  state: z.enum(lotStates),
  /** At a fixed price: the price. */
  startPrice: moneySchema,
  step: moneySchema,
  currentPrice: moneySchema.nullable(),
  leadingBidderNumber: z.int().positive().nullable(),
  bidCount: z.int().nonnegative(),
  opensAt: instantSchema,
  closesAt: instantSchema,
  hardStopAt: instantSchema,
};
export type LotStateData = z.infer<z.ZodObject<typeof lotState>>;
