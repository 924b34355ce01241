import { z } from 'zod';
import { defineFact } from '../fact.js';
import { accountState } from './account-state.js';

/** Language, dispute or another part of the account's state changed. */
export const AccountChangedV1 = defineFact({
  service: 'identity',
  noun: 'account',
  fact: 'changed',
  version: 1,
  schema: z.object({ ...accountState }),
});
