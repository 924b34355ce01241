import { z } from 'zod';
import { defineFact } from '../fact.js';
import { personalDataAccess } from './personal-data-state.js';

/** Staff read a person's data for one of the four purposes. */
export const PersonalDataReadV1 = defineFact({
  service: 'identity',
  noun: 'personal-data',
  fact: 'read',
  version: 1,
  schema: z.object({ ...personalDataAccess }),
});
