import { addWorkingDays, type Calendar, type LocalDate, plusDays } from '@belgi/contracts';

/** Rest days in a row, and more, that a term may step over: how far back the calendar must be known. */
const SLACK_DAYS = 40;
const CALENDAR_DAYS_PER_WORKING_DAY = 2;

/** From which day on the calendar is needed to say which withdrawals have had a term of `days` working days. */
export const calendarFrom = (today: LocalDate, days: number): LocalDate =>
  plusDays(today, -(days * CALENDAR_DAYS_PER_WORKING_DAY + SLACK_DAYS));

/** The last day on which a withdrawal has had its term of `days` working days when `today` begins. */
export function lastDayOver(calendar: Calendar, today: LocalDate, days: number): LocalDate {
  let day = plusDays(today, -days);
  while (addWorkingDays(calendar, day, days) >= today) day = plusDays(day, -1);
  return day;
}
