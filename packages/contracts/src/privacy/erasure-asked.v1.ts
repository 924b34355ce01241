import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/**
 * A person who withdrew asks to be erased: the auction says what still binds them. Consent cannot be given again until it
 * is answered, so that nothing new comes to bind meanwhile. Aggregate: the citizen.
 */
export const ErasureAskedV1 = defineFact({
  service: 'privacy',
  noun: 'erasure',
  fact: 'asked',
  version: 1,
  schema: z.object({ citizenId: idSchema, erasureId: idSchema, at: instantSchema }),
});
