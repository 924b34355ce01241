import { z } from 'zod';
import { defineFact } from '../fact.js';
import { legalHoldState } from './legal-hold-state.js';

/** A legal hold is over: what it was on goes with the next run, if its term is over. */
export const LegalHoldLiftedV1 = defineFact({
  service: 'privacy',
  noun: 'legal-hold',
  fact: 'lifted',
  version: 1,
  schema: z.object({ ...legalHoldState }),
});
