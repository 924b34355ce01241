import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** Whether a person's data may be used, or only kept. Aggregate: the citizen, version: how often it changed. */
export const restrictionState = {
  citizenId: idSchema,
  version: z.int().positive(),
  restricted: z.boolean(),
  /** Who said so. */
  by: z.enum(['PERSON', 'STAFF']),
  at: instantSchema,
};
export type RestrictionState = z.infer<z.ZodObject<typeof restrictionState>>;
