import { z } from 'zod';
import { defineFact } from '../fact.js';
import { accountState } from './account-state.js';

/** The account may no longer take part. */
export const AccountBlockedV1 = defineFact({
  service: 'identity',
  noun: 'account',
  fact: 'blocked',
  version: 1,
  schema: z.object({ ...accountState }),
});
