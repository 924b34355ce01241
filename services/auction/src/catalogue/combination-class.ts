/** What three digits are like, the strongest first: of several that hold, the first counts. None holds for most. */
export const digitsClasses = ['ALL_EQUAL', 'ROUND', 'MIRRORED', 'ASCENDING', 'DESCENDING', 'PAIR'] as const;
/** What three letters are like: none is round. */
export const lettersClasses = ['ALL_EQUAL', 'MIRRORED', 'ASCENDING', 'DESCENDING', 'PAIR'] as const;
export type DigitsClass = (typeof digitsClasses)[number];
export type LettersClass = (typeof lettersClasses)[number];

const ZERO = '0'.charCodeAt(0);

/**
 * 777 and AAA are `ALL_EQUAL`, 100 to 900 `ROUND`, 717 and ABA `MIRRORED`, 123 and ABC `ASCENDING`, 321 and CBA `DESCENDING`,
 * 771, 177 and AAB a `PAIR` side by side; null for all others. Sequences go by the Latin alphabet, whatever part of it is in use.
 * The database computes the same (`combination_class`), so that an index serves it.
 * @param combination three digits or three letters
 */
export function classOf(combination: string): DigitsClass | null {
  const [a, b, c] = [0, 1, 2].map((place) => combination.charCodeAt(place)) as [number, number, number];
  if (a === b && b === c) return 'ALL_EQUAL';
  if (b === ZERO && c === ZERO) return 'ROUND';
  if (a === c) return 'MIRRORED';
  if (b === a + 1 && c === b + 1) return 'ASCENDING';
  if (b === a - 1 && c === b - 1) return 'DESCENDING';
  return a === b || b === c ? 'PAIR' : null;
}

/** The same of letters. */
export function lettersClassOf(letters: string): LettersClass | null {
  const found = classOf(letters);
  if (found === 'ROUND') throw new RangeError('letters are never round');
  return found;
}
