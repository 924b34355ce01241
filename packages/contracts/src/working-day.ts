/** A day of Bishkek's calendar, `YYYY-MM-DD`. */
export type LocalDate = string;

/** What the table says of a day that its weekday does not: a rest day, or a Saturday that is worked. */
export type DayKind = 'REST' | 'WORK';

/** What is said of days that differ from their weekday; every other Monday to Friday is worked. */
export type Calendar = ReadonlyMap<LocalDate, DayKind>;

/** UTC+6 all year since 2005; the test compares it with the time zone data of the runtime (Asia/Bishkek). */
const BISHKEK_OFFSET_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;
/** A term of more rest days in a row than this is a fault in the table, not a holiday. */
const MAX_REST_RUN_DAYS = 60;

/** The day it is in Bishkek at that instant. */
export function localDateOf(instant: Date): LocalDate {
  return localTimeOf(instant).slice(0, 10);
}

/** What the clock shows in Bishkek at that instant: `YYYY-MM-DDTHH:MM:SS`. */
export function localTimeOf(instant: Date): string {
  return new Date(instant.getTime() + BISHKEK_OFFSET_MS).toISOString().slice(0, 19);
}

/** The first instant of that day in Bishkek. */
export function startOf(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) - BISHKEK_OFFSET_MS);
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const said = calendar.get(date);
  if (said !== undefined) return said === 'WORK';
  const weekday = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return weekday !== SUNDAY && weekday !== SATURDAY;
}

/**
 * The last day of a term of `days` working days that begins on `from`: the day itself is not counted, and the term ends on
 * a working day. @param days at least 1
 */
export function addWorkingDays(calendar: Calendar, from: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`a term of ${days} working days`);
  let date = from;
  let rest = 0;
  for (let left = days; left > 0; ) {
    date = plusDays(date, 1);
    if (isWorkingDay(calendar, date)) {
      left -= 1;
      rest = 0;
    } else if (++rest > MAX_REST_RUN_DAYS)
      throw new RangeError(`no working day in the ${MAX_REST_RUN_DAYS} before ${date}`);
  }
  return date;
}

/** How many working days lie after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let date = plusDays(from, 1); date <= to; date = plusDays(date, 1)) if (isWorkingDay(calendar, date)) count += 1;
  return count;
}

/**
 * When a term that began at `from` has passed: the midnight in Bishkek that ends its last working day. What must be done
 * within the term is done before this instant; what may only be done after it, from this instant on.
 */
export function dueAfter(calendar: Calendar, from: Date, days: number): Date {
  return startOf(plusDays(addWorkingDays(calendar, localDateOf(from), days), 1));
}
