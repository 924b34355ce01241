import { z } from 'zod';
import { instantSchema, localeSchema, sha256Schema } from '../values.js';

/** All of an edition but its texts. Aggregate: the number; immutable, so version is 1. Each service decides by its own database clock which edition is in force. */
export const editionState = {
  number: z.int().positive(),
  publishedAt: instantSchema,
  effectiveAt: instantSchema,
  /** A material edition makes everyone agree anew (clause 5.1). */
  material: z.boolean(),
  texts: z.array(z.object({ locale: localeSchema, sha256: sha256Schema })).length(3),
};
export type EditionState = z.infer<z.ZodObject<typeof editionState>>;
