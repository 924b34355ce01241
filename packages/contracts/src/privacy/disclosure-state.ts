import { z } from 'zod';
import { idSchema } from '../id.js';
import { dataCategorySchema } from '../values.js';

/** A request of an agency as the others may know it: no subject, no officer. Aggregate: the request. */
export const disclosureState = {
  requestId: idSchema,
  agencyId: idSchema.nullable(),
  state: z.enum(['SUBMITTED', 'UNDER_REVIEW', 'GRANTED', 'NARROWED', 'REJECTED', 'EXPIRED', 'REVOKED']),
  categories: z.array(dataCategorySchema),
};
