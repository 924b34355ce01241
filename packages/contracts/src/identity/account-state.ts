import { z } from 'zod';
import { idSchema } from '../id.js';
import { localeSchema } from '../values.js';

/** What other services may know of an account: no attribute of the person. */
export const accountState = {
  citizenId: idSchema,
  status: z.enum(['ACTIVE', 'BLOCKED', 'ERASED']),
  /** The PIN was verified through the state portal and belongs to this account alone. */
  pinVerified: z.boolean(),
  /** Two accounts claim one PIN; an operator decides. */
  disputed: z.boolean(),
  /** Preferred language for messages. */
  locale: localeSchema,
};
export type AccountState = z.infer<z.ZodObject<typeof accountState>>;
