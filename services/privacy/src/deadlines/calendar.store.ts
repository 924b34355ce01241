import { dueAfter, type LocalDate, localDateOf } from '@belgi/contracts';
import { type Queryable, readCalendar, sql } from '@belgi/database';
import type { Term } from './term.js';

/** The working days of a term that begins on that day. Throws where no row covers it: a deadline is never guessed. */
export async function workingDaysOf(db: Queryable, term: Term, on: LocalDate): Promise<number> {
  const row = await db.one<{ workingDays: number }>(sql`/* deadline-terms.of */
    SELECT working_days AS "workingDays" FROM deadline_terms
    WHERE term = ${term} AND in_force_from <= ${on}::date ORDER BY in_force_from DESC LIMIT 1`);
  if (row === undefined) throw new Error(`no term ${term} in force on ${on}`);
  return row.workingDays;
}

/** When a term that begins at `from` has passed ({@link dueAfter}), by the terms and holidays known now. */
export async function dueOf(db: Queryable, term: Term, from: Date): Promise<Date> {
  const day = localDateOf(from);
  const [calendar, days] = [await readCalendar(db, day), await workingDaysOf(db, term, day)];
  return dueAfter(calendar, from, days);
}

/** The last day of rest that the table knows of: whatever comes after it counts as any other week. */
export async function lastHoliday(db: Queryable): Promise<LocalDate | undefined> {
  const row = await db.one<{ day: LocalDate | null }>(sql`/* holidays.last */
    SELECT max(day)::text AS day FROM holidays WHERE kind = 'REST'`);
  return row?.day ?? undefined;
}
