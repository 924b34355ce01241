import { z } from 'zod';
import { defineFact } from '../fact.js';
import { consentState } from './consent-state.js';

/** The current consent, republished to rebuild projections. */
export const ConsentSnapshotV1 = defineFact({
  service: 'privacy',
  noun: 'consent',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...consentState }),
});
