import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** The winner paid; the certificate is issued. */
export const EntryPaidV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'paid',
  version: 1,
  schema: z.object({ ...entryState }),
});
