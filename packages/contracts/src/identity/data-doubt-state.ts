import { z } from 'zod';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** Where a doubt about a person's data stands (user agreement, section 4). `BLOCKED`: found false, and the account is blocked for it. */
export const dataDoubtStandings = ['OPEN', 'DISMISSED', 'FALSE', 'BLOCKED', 'APPEALED', 'UPHELD', 'LIFTED'] as const;
export type DataDoubtStanding = (typeof dataDoubtStandings)[number];

/** A doubt as the others may know it: neither which data nor a word of anybody. Aggregate: the doubt. */
export const dataDoubtState = {
  doubtId: idSchema,
  citizenId: idSchema,
  state: z.enum(dataDoubtStandings),
  /** Until when the person may answer, or appeal; null: there is nothing more to say. */
  dueAt: instantSchema.nullable(),
  at: instantSchema,
};
export type DataDoubtState = z.infer<z.ZodObject<typeof dataDoubtState>>;
