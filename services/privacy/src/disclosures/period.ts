import { type DataCategory, type LocalDate, localDateOf, plusDays, startOf } from '@belgi/contracts';
import { isCalendarDate } from '../calendar-date.js';

/** The days whose data are asked for, both included, in Bishkek. */
export interface Period {
  /** YYYY-MM-DD */
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Five years: accounting keeps nothing longer, so whoever asks for more asks for everything. */
export const MAX_PERIOD_DAYS = 1_827;

/** Categories that are a history: without a period they would be a whole life. */
export const HISTORIES: ReadonlySet<DataCategory> = new Set(['BID_HISTORY', 'PAYMENT', 'CONSENT_HISTORY']);

const DAY_MS = 86_400_000;

/** How many days it has. @param period of calendar dates in order */
export function daysOf({ from, until }: Period): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
}

export function isWithin(part: Period, whole: Period): boolean {
  return part.from >= whole.from && part.until <= whole.until && part.from <= part.until;
}

/** Its first instant, and the first one after it. */
export function instantsOf({ from, until }: Period): { readonly from: Date; readonly until: Date } {
  return { from: startOf(from), until: startOf(plusDays(until, 1)) };
}

export type PeriodRefusal = 'PERIOD_REQUIRED' | 'PERIOD_INVALID' | 'PERIOD_TOO_LONG';

/** A history needs a period, and nobody asks for what has not happened yet: that would be to watch somebody. */
export function refusePeriod(
  period: Period | null,
  categories: readonly DataCategory[],
  now: Date,
): PeriodRefusal | undefined {
  if (period === null) return categories.some((category) => HISTORIES.has(category)) ? 'PERIOD_REQUIRED' : undefined;
  const { from, until } = period;
  if (![from, until].every(isCalendarDate) || from > until || until > localDateOf(now)) return 'PERIOD_INVALID';
  return daysOf(period) > MAX_PERIOD_DAYS ? 'PERIOD_TOO_LONG' : undefined;
}
