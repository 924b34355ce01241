import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { daySchema, platePatterns, plateRegions, priceBands, statisticsActs } from '../statistics-values.js';

/** Rows of one part: some 150 bytes each, far below the megabyte that NATS carries. */
export const STATISTICS_ROWS_PER_PART = 2_000;

/**
 * Who took part and who bought on one day, for identity alone: it knows sex and age, counts, and forgets.
 * Aggregate: the day; version: the part. A day without anybody has one empty part.
 */
export const StatisticsHandedOverV1 = defineFact({
  service: 'auction',
  noun: 'statistics',
  fact: 'handed-over',
  version: 1,
  schema: z.object({
    day: daySchema,
    /** The first day that was ever handed over: from there on no day is missing, whatever arrives first. */
    since: daySchema,
    part: z.int().positive(),
    parts: z.int().positive(),
    rows: z
      .array(
        z
          .object({
            citizenId: idSchema,
            act: z.enum(statisticsActs),
            region: z.enum(plateRegions),
            /** Of the start price where somebody took part, of the price paid where somebody bought. */
            priceBand: z.enum(priceBands),
            pattern: z.enum(platePatterns),
          })
          .strict(),
      )
      .max(STATISTICS_ROWS_PER_PART),
  }),
});
