import { z } from 'zod';
import { defineFact } from '../fact.js';
import { daySchema, statisticsCellSchema, statisticsGroups } from '../statistics-values.js';

/**
 * The tables of one closed window, suppressed and rounded: they may be shown to anybody as they are.
 * Aggregate: the group of tables; version: the number of its window. Windows follow each other without gap or overlap.
 */
export const StatisticsCountedV1 = defineFact({
  service: 'identity',
  noun: 'statistics',
  fact: 'counted',
  version: 1,
  schema: z.object({
    group: z.enum(statisticsGroups),
    /** From 1. */
    window: z.int().positive(),
    from: daySchema,
    /** The last day that counts. */
    to: daySchema,
    cells: z.array(statisticsCellSchema).max(500),
  }),
});
