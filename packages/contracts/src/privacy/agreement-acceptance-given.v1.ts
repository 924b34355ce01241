import { z } from 'zod';
import { defineFact } from '../fact.js';
import { agreementAcceptanceState } from './agreement-acceptance-state.js';

/** A person accepted an edition of the user agreement. */
export const AgreementAcceptanceGivenV1 = defineFact({
  service: 'privacy',
  noun: 'agreement-acceptance',
  fact: 'given',
  version: 1,
  schema: z.object({ ...agreementAcceptanceState }),
});
