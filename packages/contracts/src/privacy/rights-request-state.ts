import { z } from 'zod';
import { idSchema } from '../id.js';
import { dataCategorySchema, instantSchema } from '../values.js';

/** The rights of a person that privacy keeps a register of. */
export const rightsKinds = [
  'ACCESS',
  'EXPORT',
  'CORRECTION',
  'DISPUTE',
  'RESTRICTION',
  'RESTRICTION_LIFT',
  'ERASURE',
] as const;
export type RightsKind = (typeof rightsKinds)[number];

/** A request for a right as the others may know it: none of its words. Aggregate: the request. */
export const rightsRequestState = {
  requestId: idSchema,
  citizenId: idSchema,
  /** To read out; the person finds the request by it. */
  reference: z.string().max(20),
  kind: z.enum(rightsKinds),
  /** Which of the person's data it is about; null: all of them. */
  about: dataCategorySchema.nullable().optional(),
  state: z.enum(['OPEN', 'GRANTED', 'REFUSED']),
  dueAt: instantSchema,
  at: instantSchema,
};
export type RightsRequestState = z.infer<z.ZodObject<typeof rightsRequestState>>;
