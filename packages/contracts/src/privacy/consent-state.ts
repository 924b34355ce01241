import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema, localeSchema, sha256Schema } from '../values.js';

/** The current consent of one citizen. Aggregate: the citizen; version = epoch. */
export const consentState = {
  citizenId: idSchema,
  /** Monotonic per citizen, from 1. */
  epoch: z.int().positive(),
  state: z.enum(['GIVEN', 'RENEWED', 'WITHDRAWN']),
  /** The edition consented to; at a withdrawal the one that was withdrawn from. */
  edition: z.int().positive(),
  locale: localeSchema,
  textSha256: sha256Schema,
  at: instantSchema,
};
export type ConsentState = z.infer<z.ZodObject<typeof consentState>>;
