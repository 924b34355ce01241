/** Longest pattern that is looked at; a combination itself has six characters. */
export const MAX_PATTERN_LENGTH = 16;
const PATTERN = /^([0-9*?]*)\s*([A-Z*?]*)$/;
/** With a letter among them. */
const SIGNS_OF_LETTERS = /^[*?]*[A-Z][A-Z*?]*$/;
const DIGITS = '0123456789';
/** How many combinations of digits there are. */
export const DIGITS_IN_ALL = DIGITS.length ** 3;

/** What a pattern asks of digits and letters, in its own characters; null where it asks nothing. */
export interface PlatePattern {
  readonly digits: string | null;
  readonly letters: string | null;
}

/**
 * Reads a search pattern: `*` stands for any run of characters, `?` for exactly one.
 * `7*7` speaks of the digits, `A*A` of the letters, `7*7 A*A` (or `77*A?A`) of both. Without a digit, what has room in three
 * characters speaks of the letters alone: `*A*` is an A anywhere in them.
 * Undefined when it is none of these.
 */
export function readPattern(given: string): PlatePattern | undefined {
  const pattern = given.trim().toUpperCase();
  if (pattern.length === 0 || pattern.length > MAX_PATTERN_LENGTH) return undefined;
  const parts = PATTERN.exec(pattern);
  if (!parts) return undefined;
  if (SIGNS_OF_LETTERS.test(pattern) && pattern.replaceAll('*', '').length <= 3)
    return { digits: null, letters: plain(pattern) };
  const [, digits = '', letters = ''] = parts;
  return { digits: plain(digits), letters: plain(letters) };
}

function plain(part: string): string | null {
  return part === '' ? null : part.replaceAll(/\*+/g, '*');
}

/** The digits that fit, in order: a thousand at most, so that an index is asked for each instead of reading all lots. */
export function digitsThatFit(pattern: string): string[] {
  return combinationsThatFit(pattern, DIGITS);
}

/** The letters that fit, in order. @param alphabet upper-case Latin letters in use */
export function lettersThatFit(pattern: string, alphabet: string): string[] {
  return combinationsThatFit(pattern, alphabet);
}

/**
 * Three characters of the alphabet that fit, character by character. A star takes what is left over, so the pattern is tried with its
 * stars in every length there is room for: at most three characters are spent on all of them.
 */
function combinationsThatFit(pattern: string, alphabet: string): string[] {
  const found = new Set<string>();
  for (const spelled of spellings(pattern)) {
    const [first = '', second = '', third = ''] = [...spelled].map((character) =>
      character === '?' ? alphabet : alphabet.includes(character) ? character : '',
    );
    for (const a of first) for (const b of second) for (const c of third) found.add(a + b + c);
  }
  return [...found].sort();
}

/** The pattern without stars, three characters long: each star as that many question marks. */
function spellings(pattern: string, done = ''): string[] {
  if (done.length > 3) return [];
  if (pattern === '') return done.length === 3 ? [done] : [];
  const rest = pattern.slice(1);
  if (pattern[0] !== '*') return spellings(rest, done + pattern[0]);
  return ['', '?', '??', '???'].flatMap((run) => spellings(rest, done + run));
}
