import { z } from 'zod';
import { idSchema } from './id.js';
import { instantSchema } from './values.js';

/** Acknowledgement of a restriction or its lifting: from this version on the service acts by it. Aggregate: the citizen. */
export const restrictionApplied = {
  citizenId: idSchema,
  version: z.int().positive(),
  /** By the applying service's database clock; latency is measured by privacy's. */
  at: instantSchema,
};
export type RestrictionAppliedData = z.infer<z.ZodObject<typeof restrictionApplied>>;
