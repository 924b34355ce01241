import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema, moneySchema } from '../values.js';

export const entryStates = [
  'DEPOSIT_DUE',
  'ENTERED',
  'LEADING',
  'OUTBID',
  'WON',
  'RESERVED',
  'PAID',
  'RELEASED',
  'FORFEITED',
] as const;

export const depositStates = ['NONE', 'HELD', 'RETURNING'] as const;
export type DepositState = (typeof depositStates)[number];

/** One citizen's entry for one lot: how others learn what a citizen must hear of. Aggregate: the entry. */
export const entryState = {
  entryId: idSchema,
  lotId: idSchema,
  citizenId: idSchema,
  bidderNumber: z.int().positive(),
  state: z.enum(entryStates),
  plateNumber: z.string().max(16),
  /** The lot's price at this moment. */
  currentPrice: moneySchema.nullable(),
  /** What is due and until when; null unless the entry has won, or reserves a lot at a fixed price, and is unpaid. */
  amountDue: moneySchema.nullable(),
  dueAt: instantSchema.nullable(),
  certificateNumber: z.string().max(40).nullable(),
  /**
   * The deposit of this lot and where it is: not paid, or spent on the price, or lost (NONE), at the bank for this entry
   * (HELD), on its way back (RETURNING). Absent in facts from before: not known.
   */
  deposit: z.object({ amount: moneySchema, state: z.enum(depositStates) }).optional(),
};
export type EntryStateData = z.infer<z.ZodObject<typeof entryState>>;
