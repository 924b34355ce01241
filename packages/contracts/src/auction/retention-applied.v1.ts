import { z } from 'zod';
import { defineFact } from '../fact.js';
import { retentionApplied } from '../retention-applied.js';

/** A run of retention in auction is finished: how much was deleted and how much is held, by rule. */
export const AuctionRetentionAppliedV1 = defineFact({
  service: 'auction',
  noun: 'retention',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...retentionApplied }),
});
