import { type Calendar, type DayKind, type LocalDate, plusDays } from '@belgi/contracts';
import { sql } from './sql.js';
import type { Queryable } from './types.js';

/** How far ahead days are read: the longest term is some weeks, the longest run of rest days eight. */
const HORIZON_DAYS = 400;

/** What the service's table `holidays` says now of the days from `from` on; of several rows about a day, the latest counts. */
export async function readCalendar(db: Queryable, from: LocalDate): Promise<Calendar> {
  const rows = await db.query<{ day: LocalDate; kind: DayKind }>(sql`/* holidays.read */
    SELECT DISTINCT ON (day) day::text AS day, kind FROM holidays
    WHERE day BETWEEN ${from}::date AND ${plusDays(from, HORIZON_DAYS)}::date ORDER BY day, revision DESC`);
  return new Map(rows.map(({ day, kind }) => [day, kind]));
}
