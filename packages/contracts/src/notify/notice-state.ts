import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** What became of one notice on one channel. Aggregate: the notice. */
export const noticeState = {
  noticeId: idSchema,
  /** Null for a message to a registration that has no account yet. */
  citizenId: idSchema.nullable(),
  kind: z.string().max(64),
  channel: z.enum(['INBOX', 'EMAIL', 'SMS']),
  /** The fact that caused the notice. */
  causeId: idSchema,
  /** What the notice is about: an entry of the ledger, a lot's entry. */
  subjectId: z.string().max(64).nullable(),
  at: instantSchema,
};
