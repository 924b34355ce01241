import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** A citizen's standing in auctions, and the strike that a fact is about. Aggregate: the citizen. */
export const standingState = {
  citizenId: idSchema,
  strikeId: idSchema,
  lotId: idSchema,
  plateNumber: z.string().max(16),
  /** Strikes that stand and count towards the next block. */
  strikes: z.int().nonnegative(),
  /** Until when they may not take part; the last day of the year 9999: for good; null: they may. */
  blockedUntil: instantSchema.nullable(),
};
export type StandingStateData = z.infer<z.ZodObject<typeof standingState>>;
