import { type Calendar, type DayKind, dueAfter, type LocalDate, localDateOf, plusDays } from '@belgi/contracts';
import { type Queryable, sql } from '@belgi/database';

/** How far ahead days are read: ten working days and the longest run of rest days are far less. */
const HORIZON_DAYS = 90;

/** When a term of working days that begins at `from` has passed ({@link dueAfter}), by the holidays known now. */
export async function dueIn(db: Queryable, workingDays: number, from: Date): Promise<Date> {
  const day = localDateOf(from);
  const rows = await db.query<{ day: LocalDate; kind: DayKind }>(sql`/* holidays.read */
    SELECT DISTINCT ON (day) day::text AS day, kind FROM holidays
    WHERE day BETWEEN ${day}::date AND ${plusDays(day, HORIZON_DAYS)}::date ORDER BY day, revision DESC`);
  const calendar: Calendar = new Map(rows.map((row) => [row.day, row.kind]));
  return dueAfter(calendar, from, workingDays);
}
