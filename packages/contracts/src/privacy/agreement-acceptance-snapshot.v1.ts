import { z } from 'zod';
import { defineFact } from '../fact.js';
import { agreementAcceptanceState } from './agreement-acceptance-state.js';

/** Republished: the latest acceptance of a person. */
export const AgreementAcceptanceSnapshotV1 = defineFact({
  service: 'privacy',
  noun: 'agreement-acceptance',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...agreementAcceptanceState }),
});
