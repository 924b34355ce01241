import { z } from 'zod';
import { defineFact } from '../fact.js';
import { accountState } from './account-state.js';

/** The account's current state, republished to rebuild projections. */
export const AccountSnapshotV1 = defineFact({
  service: 'identity',
  noun: 'account',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...accountState }),
});
