import { z } from 'zod';
import { defineFact } from '../fact.js';
import { rightsRequestState } from './rights-request-state.js';

/** A request for a right was granted, or refused with reasons; the person must be told. Version 2. */
export const RightsRequestAnsweredV1 = defineFact({
  service: 'privacy',
  noun: 'rights-request',
  fact: 'answered',
  version: 1,
  schema: z.object({ ...rightsRequestState }),
});
