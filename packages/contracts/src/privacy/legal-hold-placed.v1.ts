import { z } from 'zod';
import { defineFact } from '../fact.js';
import { legalHoldState } from './legal-hold-state.js';

/** A legal hold is in force: what it is on is not deleted, whatever its term. */
export const LegalHoldPlacedV1 = defineFact({
  service: 'privacy',
  noun: 'legal-hold',
  fact: 'placed',
  version: 1,
  schema: z.object({ ...legalHoldState }),
});
