import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema, moneySchema } from '../values.js';

/**
 * Somebody is to hear of a lot that they watch, or that fits a combination that they watch (`PLANNED`). Aggregate: this one telling, which
 * never changes. The lot is as it was when they were told.
 */
export const WatchToldV1 = defineFact({
  service: 'auction',
  noun: 'watch',
  fact: 'told',
  version: 1,
  schema: z.object({
    citizenId: idSchema,
    kind: z.enum(['PLANNED', 'OPENED', 'CLOSES_SOON', 'CANCELLED']),
    lotId: idSchema,
    /** `01 KG 777 AAA` */
    plateNumber: z.string().max(16),
    startPrice: moneySchema,
    currentPrice: moneySchema.nullable(),
    opensAt: instantSchema,
    closesAt: instantSchema,
  }),
});
