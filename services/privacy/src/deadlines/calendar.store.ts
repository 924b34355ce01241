import { type Calendar, type DayKind, dueAfter, type LocalDate, localDateOf, plusDays } from '@belgi/contracts';
import { type Queryable, sql } from '@belgi/database';
import type { Term } from './term.js';

/** How far ahead days are read: the longest term is some weeks, the longest run of rest days eight. */
const HORIZON_DAYS = 400;

/** What the table says now of the days from `from` on; of several rows about a day, the latest counts. */
export async function readCalendar(db: Queryable, from: LocalDate): Promise<Calendar> {
  const rows = await db.query<{ day: LocalDate; kind: DayKind }>(sql`/* holidays.read */
    SELECT DISTINCT ON (day) day::text AS day, kind FROM holidays
    WHERE day BETWEEN ${from}::date AND ${plusDays(from, HORIZON_DAYS)}::date ORDER BY day, revision DESC`);
  return new Map(rows.map(({ day, kind }) => [day, kind]));
}

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
