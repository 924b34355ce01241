import type { platePatterns, priceBands, StatisticsGroup, StatisticsTable } from '@belgi/contracts';
import { locales, platePatterns as patterns, plateRegions, priceBands as prices } from '@belgi/contracts';

export type PriceBand = (typeof priceBands)[number];
export type PlatePattern = (typeof platePatterns)[number];

/** Sexes as the PIN has them: its first digit. */
export const sexes = ['FEMALE', 'MALE'] as const;
export type Sex = (typeof sexes)[number];

/** Age in whole years at the end of the calendar year: only the year of birth is looked at. */
export const ageBands = ['UNDER_25', 'FROM_25', 'FROM_35', 'FROM_45', 'FROM_55', 'FROM_65'] as const;
export type AgeBand = (typeof ageBands)[number];

export const consentChanges = ['GIVEN', 'RENEWED', 'WITHDRAWN'] as const;

/** The row or column that holds sums. */
export const TOTAL = 'TOTAL';

/**
 * Tables that are published together: they have the same columns, so the columns' totals stand in each of them, and
 * whoever subtracts may subtract across tables. Every unit counts once in each table.
 */
export interface Group {
  readonly name: StatisticsGroup;
  readonly columns: readonly string[];
  readonly tables: readonly { readonly name: StatisticsTable; readonly rows: readonly string[] }[];
}

/** All that is ever published. Fixed: a question with dimensions of one's own would be a second query to subtract. */
export const groups: Readonly<Record<StatisticsGroup, Group>> = {
  SALES: {
    name: 'SALES',
    columns: prices,
    tables: [
      { name: 'SALES_BY_REGION_AND_PRICE', rows: plateRegions },
      { name: 'SALES_BY_PATTERN_AND_PRICE', rows: patterns },
    ],
  },
  PARTICIPATION: {
    name: 'PARTICIPATION',
    columns: sexes,
    tables: [
      { name: 'PARTICIPATION_BY_AGE_AND_SEX', rows: ageBands },
      { name: 'PARTICIPATION_BY_REGION_AND_SEX', rows: plateRegions },
      { name: 'PARTICIPATION_BY_PRICE_AND_SEX', rows: prices },
    ],
  },
  CONSENTS: {
    name: 'CONSENTS',
    columns: locales,
    tables: [{ name: 'CONSENT_CHANGES_BY_LANGUAGE', rows: consentChanges }],
  },
};

const TYIYN = 100n;
const PRICE_FLOORS: readonly (readonly [bigint, PriceBand])[] = [
  [500_000n, 'FROM_500_000'],
  [100_000n, 'FROM_100_000'],
  [50_000n, 'FROM_50_000'],
  [20_000n, 'FROM_20_000'],
];

/** @param amountMinor a price in tyiyn */
export function priceBandOf(amountMinor: bigint): PriceBand {
  return PRICE_FLOORS.find(([floor]) => amountMinor >= floor * TYIYN)?.[1] ?? 'UNDER_20_000';
}

const AGE_FLOORS: readonly (readonly [number, AgeBand])[] = [
  [65, 'FROM_65'],
  [55, 'FROM_55'],
  [45, 'FROM_45'],
  [35, 'FROM_35'],
  [25, 'FROM_25'],
];

export function ageBandOf(birthYear: number, year: number): AgeBand {
  return AGE_FLOORS.find(([floor]) => year - birthYear >= floor)?.[1] ?? 'UNDER_25';
}

/** @param digits three digits  @param letters three letters */
export function patternOf(digits: string, letters: string): PlatePattern {
  const digitsEqual = /^(.)\1\1$/.test(digits);
  const lettersEqual = /^(.)\1\1$/.test(letters);
  if (digitsEqual && lettersEqual) return 'DIGITS_AND_LETTERS_EQUAL';
  if (digitsEqual) return 'DIGITS_EQUAL';
  if (lettersEqual) return 'LETTERS_EQUAL';
  if (digits[0] === digits[2]) return 'DIGITS_MIRRORED';
  if (/^00|00$/.test(digits)) return 'DIGITS_ROUND';
  return 'OTHER';
}
