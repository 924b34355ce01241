import { z } from 'zod';
import { consentApplied } from '../consent-applied.js';
import { defineFact } from '../fact.js';

/** Identity applied a consent change. */
export const IdentityConsentAppliedV1 = defineFact({
  service: 'identity',
  noun: 'consent',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...consentApplied }),
});
