import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** On what a legal hold is. */
export const holdScopes = ['PERSON', 'LOT', 'CASE'] as const;
export type HoldScope = (typeof holdScopes)[number];

/** Something must not be deleted though its term is over. Aggregate: the hold. On what act and why stays in privacy. */
export const legalHoldState = {
  holdId: idSchema,
  scope: z.enum(holdScopes),
  /** The opaque id of the citizen, the lot or the case. */
  subjectId: idSchema,
  placedAt: instantSchema,
  /** null: in force. */
  liftedAt: instantSchema.nullable(),
};
export type LegalHoldStateData = z.infer<z.ZodObject<typeof legalHoldState>>;
