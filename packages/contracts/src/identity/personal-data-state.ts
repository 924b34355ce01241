import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema, purposeSchema, staffRoleSchema } from '../values.js';

/** One reading of a person's data by staff. Aggregate: the access, version 1. Names no clerk. */
export const personalDataAccess = {
  accessId: idSchema,
  citizenId: idSchema,
  role: staffRoleSchema,
  purpose: purposeSchema,
  caseNumber: z.string().max(64),
  /** Names of the fields asked for. */
  fields: z.array(z.string().max(64)).max(32),
  at: instantSchema,
};
