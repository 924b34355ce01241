import { z } from 'zod';
import { defineFact } from '../fact.js';
import { consentState } from './consent-state.js';

/** The citizen leaves (preamble 2). */
export const ConsentWithdrawnV1 = defineFact({
  service: 'privacy',
  noun: 'consent',
  fact: 'withdrawn',
  version: 1,
  schema: z.object({ ...consentState }),
});
