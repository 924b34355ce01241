import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { dutySchema, instantSchema, staffRoleSchema } from '../values.js';

/**
 * Staff opened a person's request or inquiry under a duty, and it stands in the person's list. Aggregate: the look, version 1. Names no
 * clerk; what other services recorded is their own fact (`identity.personal-data`).
 */
export const StaffReadRecordedV1 = defineFact({
  service: 'privacy',
  noun: 'staff-read',
  fact: 'recorded',
  version: 1,
  schema: z.object({
    accessId: idSchema,
    citizenId: idSchema,
    role: staffRoleSchema,
    duty: dutySchema,
    /** The reference of what was opened, as the person knows it. */
    caseNumber: z.string().max(64),
    /** What was opened: `rightsRequest` or `inquiry`. */
    fields: z.array(z.string().max(64)).min(1).max(32),
    at: instantSchema,
  }),
});
