import { auctionRows } from './auction-rows.js';
import { identityRows } from './identity-rows.js';
import { notifyRows } from './notify-rows.js';
import { operationsRows } from './operations-rows.js';
import { privacyRows } from './privacy-rows.js';
import type { RetentionRule } from './rule.js';

/** Every rule of clause 3.1: one per table that holds anything of a person. */
export const retentionRules: readonly RetentionRule[] = [
  ...identityRows,
  ...privacyRows,
  ...auctionRows,
  ...notifyRows,
  ...operationsRows,
];
