import { z } from 'zod';
import { defineFact } from '../fact.js';
import { entryState } from './entry-state.js';

/** Somebody bid more. */
export const EntryOutbidV1 = defineFact({
  service: 'auction',
  noun: 'entry',
  fact: 'outbid',
  version: 1,
  schema: z.object({ ...entryState }),
});
