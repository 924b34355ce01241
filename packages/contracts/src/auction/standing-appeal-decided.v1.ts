import { z } from 'zod';
import { defineFact } from '../fact.js';
import { standingState } from './standing-state.js';

/** A member of staff decided an appeal: the strike was taken back with what it brought, or stands. */
export const StandingAppealDecidedV1 = defineFact({
  service: 'auction',
  noun: 'standing',
  fact: 'appeal-decided',
  version: 1,
  schema: z.object({ ...standingState, outcome: z.enum(['LIFTED', 'UPHELD']) }),
});
