import { z } from 'zod';
import { defineFact } from '../fact.js';
import { consentState } from './consent-state.js';

/** Consent to a later edition. */
export const ConsentRenewedV1 = defineFact({
  service: 'privacy',
  noun: 'consent',
  fact: 'renewed',
  version: 1,
  schema: z.object({ ...consentState }),
});
