import { z } from 'zod';
import { defineFact } from '../fact.js';
import { accountState } from './account-state.js';

/** The person's keys and look-up hashes were destroyed. */
export const AccountErasedV1 = defineFact({
  service: 'identity',
  noun: 'account',
  fact: 'erased',
  version: 1,
  schema: z.object({ ...accountState }),
});
