import { z } from 'zod';
import { defineFact } from '../fact.js';
import { accountState } from './account-state.js';

/** The PIN was verified at the state portal. */
export const AccountVerifiedV1 = defineFact({
  service: 'identity',
  noun: 'account',
  fact: 'verified',
  version: 1,
  schema: z.object({ ...accountState }),
});
