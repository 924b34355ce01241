/** Longest pattern that is looked at; a combination itself has six characters. */
const MAX_PATTERN_LENGTH = 16;
const PATTERN = /^([0-9*?]*)\s*([A-Z*?]*)$/;

/** What a pattern asks of digits and letters: SQL `LIKE` patterns, null where it asks nothing. */
export interface PlatePattern {
  readonly digits: string | null;
  readonly letters: string | null;
}

/**
 * Reads a search pattern: `*` stands for any run of characters, `?` for exactly one.
 * `7*7` speaks of the digits, `A*A` of the letters, `7*7 A*A` (or `77*A?A`) of both.
 * Undefined when it is none of these.
 */
export function readPattern(given: string): PlatePattern | undefined {
  const pattern = given.trim().toUpperCase();
  if (pattern.length === 0 || pattern.length > MAX_PATTERN_LENGTH) return undefined;
  const parts = PATTERN.exec(pattern);
  if (!parts) return undefined;
  const [, digits = '', letters = ''] = parts;
  return { digits: like(digits), letters: like(letters) };
}

/** No escape is needed: the grammar above admits neither `%` nor `_`. */
function like(part: string): string | null {
  if (part === '') return null;
  return part.replaceAll(/\*+/g, '%').replaceAll('?', '_');
}
