import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema, localeSchema } from '../values.js';

/** A code must be sent to the phone of a registration. Phone and code are asked for at send time and never travel here. */
export const RegistrationCodeRequestedV1 = defineFact({
  service: 'identity',
  noun: 'registration',
  fact: 'code-requested',
  version: 1,
  schema: z.object({
    registrationId: idSchema,
    locale: localeSchema,
    /** `ALREADY_REGISTERED`: the phone has an account; its owner is told so instead of being sent a code. */
    message: z.enum(['CODE', 'ALREADY_REGISTERED']),
    /** After this instant the message is worthless and is not sent. */
    expiresAt: instantSchema,
  }),
});
