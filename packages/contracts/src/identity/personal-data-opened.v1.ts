import { z } from 'zod';
import { defineFact } from '../fact.js';
import { dutySchema, staffRoleSchema } from '../values.js';
import { personalDataAccess } from './personal-data-state.js';

const { purpose: _, ...access } = personalDataAccess;

/** What was written of a person was opened under a duty, for none of the four purposes. OPERATIONS: at the command line. */
export const PersonalDataOpenedV1 = defineFact({
  service: 'identity',
  noun: 'personal-data',
  fact: 'opened',
  version: 1,
  schema: z.object({ ...access, role: z.union([staffRoleSchema, z.literal('OPERATIONS')]), duty: dutySchema }),
});
