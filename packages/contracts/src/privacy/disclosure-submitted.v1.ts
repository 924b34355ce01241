import { z } from 'zod';
import { defineFact } from '../fact.js';
import { disclosureState } from './disclosure-state.js';

/** A request with its letter was filed (clause 3.4). */
export const DisclosureSubmittedV1 = defineFact({
  service: 'privacy',
  noun: 'disclosure',
  fact: 'submitted',
  version: 1,
  schema: z.object({ ...disclosureState }),
});
