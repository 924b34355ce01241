import { idSchema } from '@belgi/contracts';

/** Whether a text can be an id of ours. Anything else is unknown before the database is asked, which would throw. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}
