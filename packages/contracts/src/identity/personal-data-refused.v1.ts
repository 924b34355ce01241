import { z } from 'zod';
import { defineFact } from '../fact.js';
import { personalDataAccess } from './personal-data-state.js';

/** An attempt to read a person's data was refused. */
export const PersonalDataRefusedV1 = defineFact({
  service: 'identity',
  noun: 'personal-data',
  fact: 'refused',
  version: 1,
  schema: z.object({ ...personalDataAccess, reason: z.string().max(64) }),
});
