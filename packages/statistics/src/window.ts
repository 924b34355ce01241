import { addDays, type Day, daysFrom } from './day.js';

/** A window closes with the first day by which this many people stand behind it: enough for most of its cells. */
export const WINDOW_PEOPLE = 200;
/** With fewer people it closes after so many days all the same: what it cannot say is suppressed. */
export const WINDOW_DAYS = 31;

/** Whole days that are counted together. Windows of a group follow each other: each act is counted once, for ever. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The next window that may be closed, or undefined: too few people yet.
 * The attack it answers: yesterday's table subtracted from today's shows whoever came in between. Here no two tables
 * have a day in common, so no difference of tables speaks of less than a whole window.
 * @param from the day after the last window  @param complete the last day of which all is known
 * @param peopleBy how many different people acted from `from` to each day
 */
export function nextWindow(from: Day, complete: Day, peopleBy: (day: Day) => number): Window | undefined {
  for (let to = from; to <= complete; to = addDays(to, 1))
    if (daysFrom(from, to) >= WINDOW_DAYS || peopleBy(to) >= WINDOW_PEOPLE) return { from, to };
  return undefined;
}

/** For `nextWindow`: counts people as the days go on. */
export function peopleByDay(acts: readonly { readonly day: Day; readonly person: string }[]): (day: Day) => number {
  const first = new Map<string, Day>();
  for (const { day, person } of acts) {
    const known = first.get(person);
    if (known === undefined || day < known) first.set(person, day);
  }
  const days = [...first.values()].sort();
  return (day) => days.findLastIndex((one) => one <= day) + 1;
}
