import { dueAfter, localDateOf } from '@belgi/contracts';
import { type Queryable, readCalendar } from '@belgi/database';

/** When a term of working days that begins at `from` has passed ({@link dueAfter}), by the holidays known now. */
export async function dueIn(db: Queryable, workingDays: number, from: Date): Promise<Date> {
  return dueAfter(await readCalendar(db, localDateOf(from)), from, workingDays);
}
