import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The bank gave the deposit back: after a release, or unasked. */
export const EntryDepositReturnedV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'deposit-returned',
  version: 1,
  schema: z.object({ ...entryState }),
});
