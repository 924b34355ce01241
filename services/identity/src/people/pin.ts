/**
 * The personal identification number of a natural person (MISSION, Domain facts):
 * `[12]` (1 female, 2 male) + DDMMYYYY + 5 digits. A first digit of 0 is a legal entity.
 * It gives away sex and birth date: never in a URL, an event, a log line or an id.
 */
export type Pin = string & { readonly pin: unique symbol };

const SHAPE = /^[12](\d{2})(\d{2})(\d{4})\d{5}$/;

/** Nobody who bids was born before this year; a typing error in the century is refused rather than stored. */
const EARLIEST_BIRTH_YEAR = 1900;

/**
 * A PIN of a natural person, or undefined: wrong length, a legal entity, or a date that never was.
 * `now` only refuses dates of birth in the future.
 */
export function parsePin(text: string, now: Date): Pin | undefined {
  const match = SHAPE.exec(text.trim());
  if (match === null) return undefined;
  const [, day, month, year] = match.map(Number) as [number, number, number, number];
  const born = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC rolls 31.02 over into March: a date that comes back different never was.
  const real = born.getUTCFullYear() === year && born.getUTCMonth() === month - 1 && born.getUTCDate() === day;
  if (!real || year < EARLIEST_BIRTH_YEAR || born.getTime() > now.getTime()) return undefined;
  return match[0] as Pin;
}
