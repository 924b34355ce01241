import { z } from 'zod';
import { defineFact } from '../fact.js';
import { consentState } from './consent-state.js';

/** A first consent, or a new one after a withdrawal. */
export const ConsentGivenV1 = defineFact({
  service: 'privacy',
  noun: 'consent',
  fact: 'given',
  version: 1,
  schema: z.object({ ...consentState }),
});
