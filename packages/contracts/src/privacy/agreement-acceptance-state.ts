import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/**
 * The latest edition of the user agreement that a person accepted. Aggregate: the citizen, version: the edition, since nobody
 * accepts an earlier one than they have. In which language and words stands in privacy and in the person's receipt.
 */
export const agreementAcceptanceState = {
  citizenId: idSchema,
  edition: z.int().positive(),
  at: instantSchema,
};
export type AgreementAcceptanceState = z.infer<z.ZodObject<typeof agreementAcceptanceState>>;
