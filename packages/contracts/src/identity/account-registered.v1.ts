import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema, localeSchema, sha256Schema } from '../values.js';
import { accountState } from './account-state.js';

/** An account came into being on the strength of an acceptance (clauses preamble 1 and 2); privacy binds the two. */
export const AccountRegisteredV1 = defineFact({
  service: 'identity',
  noun: 'account',
  fact: 'registered',
  version: 1,
  schema: z.object({
    ...accountState,
    acceptance: z.object({
      /** `jti` of the acceptance ticket. */
      id: idSchema,
      edition: z.int().positive(),
      locale: localeSchema,
      textSha256: sha256Schema,
      /** When the ticket was issued, by privacy. */
      at: instantSchema,
    }),
    /** Registered with `Sec-GPC: 1`: optional notices are off until the person switches them on. Absent: they are on. */
    optsOut: z.boolean().optional(),
  }),
});
