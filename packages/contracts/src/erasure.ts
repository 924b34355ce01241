import { z } from 'zod';
import { idSchema } from './id.js';
import { instantSchema, moneySchema } from './values.js';

/** Who holds something of a person, and destroys it when an erasure is ordered. */
export const erasingServices = ['identity', 'auction', 'notify', 'privacy'] as const;
export type ErasingService = (typeof erasingServices)[number];

/** What was destroyed: rows of a table, or what made them readable. */
const destroyed = z.object({ table: z.string().max(60), rows: z.int().nonnegative() });

/** What is kept, how much of it, by which rule, and the article that the rule stands on. */
const kept = z.object({
  table: z.string().max(60),
  rows: z.int().nonnegative(),
  rule: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
  actCode: z.string().max(40),
  article: z.string().max(10),
});
export type KeptAfterErasure = z.infer<typeof kept>;
export type DestroyedByErasure = z.infer<typeof destroyed>;

/** A service destroyed what it held of a person. Aggregate: the citizen, version: 1 for the first time, and it changes nothing after. */
export const erasureApplied = {
  citizenId: idSchema,
  /** The request for the erasure. */
  erasureId: idSchema,
  /** Keys, hashes and rows; counted once, and the same when the order is heard again. */
  destroyed: z.array(destroyed).max(40),
  kept: z.array(kept).max(40),
  at: instantSchema,
};
export type ErasureAppliedData = z.infer<z.ZodObject<typeof erasureApplied>>;

/** What stands against an erasure in the auction. */
export const erasureObstacle = z.object({
  entryId: idSchema,
  lotId: idSchema,
  plateNumber: z.string().max(16),
  /** A bid leads; a lot is won and not paid for; a deposit is held and has not gone back; a reservation runs; a late payment goes back. */
  reason: z.enum(['LEADING', 'AWAITING_PAYMENT', 'DEPOSIT_HELD', 'RESERVED', 'PAYMENT_RETURNING']),
  amountDue: moneySchema.nullable(),
  dueAt: instantSchema.nullable(),
});
export type ErasureObstacle = z.infer<typeof erasureObstacle>;
