import { z } from 'zod';
import { defineFact } from '../fact.js';
import { rightsRequestState } from './rights-request-state.js';

/** A person asked for a right of theirs; it is answered by `dueAt`. Version 1. */
export const RightsRequestOpenedV1 = defineFact({
  service: 'privacy',
  noun: 'rights-request',
  fact: 'opened',
  version: 1,
  schema: z.object({ ...rightsRequestState }),
});
