import { z } from 'zod';
import { consentApplied } from '../consent-applied.js';
import { defineFact } from '../fact.js';

/** Notify applied a consent change. */
export const NotifyConsentAppliedV1 = defineFact({
  service: 'notify',
  noun: 'consent',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...consentApplied }),
});
