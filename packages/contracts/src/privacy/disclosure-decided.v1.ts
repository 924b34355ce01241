import { z } from 'zod';
import { defineFact } from '../fact.js';
import { disclosureState } from './disclosure-state.js';

/** A second person granted, narrowed, rejected or revoked a request. */
export const DisclosureDecidedV1 = defineFact({
  service: 'privacy',
  noun: 'disclosure',
  fact: 'decided',
  version: 1,
  schema: z.object({ ...disclosureState }),
});
