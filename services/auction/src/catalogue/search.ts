import type { LotState } from '../lots/lot.js';
import { classOf, type DigitsClass, type LettersClass, lettersClassOf } from './combination-class.js';
import { DIGITS_IN_ALL, digitsThatFit, lettersThatFit, type PlatePattern } from './plate-pattern.js';

/** In which order a page of the catalogue is. */
export const lotOrders = ['NEWEST', 'PRICE_ASC', 'PRICE_DESC', 'ENDS_FIRST', 'SETTLED_DESC'] as const;
export type LotOrder = (typeof lotOrders)[number];

/** What a caller asks for; absent means any. All that is given must hold. Amounts in tyiyn. */
export interface CatalogueWish {
  readonly state?: LotState | null | undefined;
  readonly states?: readonly LotState[] | null | undefined;
  readonly region?: string | null | undefined;
  readonly digits?: string | null | undefined;
  readonly letters?: string | null | undefined;
  readonly pattern?: PlatePattern | null | undefined;
  readonly digitsClass?: DigitsClass | null | undefined;
  readonly lettersClass?: LettersClass | null | undefined;
  readonly minPrice?: bigint | null | undefined;
  readonly maxPrice?: bigint | null | undefined;
}

/** The same as the database is asked: a pattern is the combinations that fit it. Null: any. */
export interface CatalogueSearch {
  readonly states: readonly LotState[] | null;
  readonly region: string | null;
  readonly digits: readonly string[] | null;
  /** Null where `digits` is given: then those of other classes are not in it. */
  readonly digitsClass: DigitsClass | null;
  readonly letters: readonly string[] | null;
  readonly lettersClass: LettersClass | null;
  readonly minPrice: bigint | null;
  readonly maxPrice: bigint | null;
}

export function searchOf(wish: CatalogueWish, alphabet: string): CatalogueSearch {
  const { digitsClass = null, lettersClass = null } = wish;
  const digits = all(given(wish.digits), fitting(wish.pattern?.digits, digitsThatFit, DIGITS_IN_ALL));
  const letters = all(
    given(wish.letters?.toUpperCase()),
    fitting(wish.pattern?.letters, (pattern) => lettersThatFit(pattern, alphabet), alphabet.length ** 3),
  );
  return {
    states: all(wish.states ?? null, given(wish.state)),
    region: wish.region ?? null,
    digits: digits && (digitsClass ? digits.filter((one) => classOf(one) === digitsClass) : digits),
    digitsClass: digits ? null : digitsClass,
    letters: letters && (lettersClass ? letters.filter((one) => lettersClassOf(one) === lettersClass) : letters),
    lettersClass: letters ? null : lettersClass,
    minPrice: wish.minPrice ?? null,
    maxPrice: wish.maxPrice ?? null,
  };
}

function given<T>(value: T | null | undefined): T[] | null {
  return value === null || value === undefined ? null : [value];
}

/** @param inAll how many combinations there are: what all of them fit asks nothing */
function fitting(
  pattern: string | null | undefined,
  fit: (pattern: string) => string[],
  inAll: number,
): string[] | null {
  if (pattern === null || pattern === undefined) return null;
  const found = fit(pattern);
  return found.length === inAll ? null : found;
}

/** What is in both lists, each once; a list that is not there admits everything. */
function all<T>(one: readonly T[] | null, other: readonly T[] | null): readonly T[] | null {
  if (one === null || other === null) return one === null && other === null ? null : [...new Set(one ?? other)];
  return [...new Set(one)].filter((value) => other.includes(value));
}
