import { localDateOf, startOf } from '@belgi/contracts';
import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { lastHoliday } from './calendar.store.js';

/** The figure changes once a day; within the hour of midnight is soon enough. */
const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * How many days of the calendar of holidays are left; below 0: it ended. From its end on every feast silently counts as a working day,
 * and each deadline over one is too early: nothing else would say so.
 */
export async function noteCalendarEnd(database: Database, metrics: Metrics): Promise<void> {
  const gauge = metrics.gauge('belgi_holidays_end_days', 'Days until the last holiday that is known');
  const today = localDateOf(await database.now());
  const last = (await lastHoliday(database)) ?? today;
  gauge.set(Math.round((startOf(last).getTime() - startOf(today).getTime()) / DAY_MS));
}

export function watchCalendar(options: {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): Loop {
  const { database, logger, metrics } = options;
  const turn = async (): Promise<boolean> => {
    await noteCalendarEnd(database, metrics);
    return false;
  };
  return startLoop({ name: 'end of the calendar', everyMs: EVERY_MS, logger, turn });
}
