/** Bishkek keeps UTC+6 the whole year. */
const OFFSET_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;

/** A day of Bishkek, `2026-11-24`: days compare as their texts do. */
export type Day = string;

/** The day that an instant falls on in Bishkek. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a day begins. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS);
}

/** The day `count` days later; earlier where it is negative. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** How many days there are from one to the other, both counted. */
export function daysFrom(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}
