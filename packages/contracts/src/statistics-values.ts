import { z } from 'zod';

/** What a contribution to statistics says: a deposit was paid for a lot, or a lot was sold. */
export const statisticsActs = ['ENTERED', 'BOUGHT'] as const;

/** Bands of a price in som, each up to the next. */
export const priceBands = ['UNDER_20_000', 'FROM_20_000', 'FROM_50_000', 'FROM_100_000', 'FROM_500_000'] as const;

/** What makes a combination special; the first that fits, in this order. */
export const platePatterns = [
  'DIGITS_AND_LETTERS_EQUAL',
  'DIGITS_EQUAL',
  'LETTERS_EQUAL',
  'DIGITS_MIRRORED',
  'DIGITS_ROUND',
  'OTHER',
] as const;

/** Regions of the plates, by their code (MISSION, Domain facts). */
export const plateRegions = ['01', '02', '03', '04', '05', '06', '07', '08', '09'] as const;

/** Tables that are closed together, because they share totals. */
export const statisticsGroups = ['SALES', 'PARTICIPATION', 'CONSENTS'] as const;
export type StatisticsGroup = (typeof statisticsGroups)[number];

/** Every table there is. The list is closed: nobody chooses dimensions. */
export const statisticsTables = [
  'SALES_BY_REGION_AND_PRICE',
  'SALES_BY_PATTERN_AND_PRICE',
  'PARTICIPATION_BY_AGE_AND_SEX',
  'PARTICIPATION_BY_REGION_AND_SEX',
  'PARTICIPATION_BY_PRICE_AND_SEX',
  'CONSENT_CHANGES_BY_LANGUAGE',
] as const;
export type StatisticsTable = (typeof statisticsTables)[number];

/** A day of Bishkek, `2026-11-24`. */
export const daySchema = z.iso.date();

/** One number of a table; `TOTAL` for a row or column is its sum. Null: suppressed. */
export const statisticsCellSchema = z
  .object({
    table: z.enum(statisticsTables),
    row: z.string().max(32),
    column: z.string().max(32),
    count: z.int().nonnegative().nullable(),
  })
  .strict();
export type StatisticsCell = z.infer<typeof statisticsCellSchema>;
