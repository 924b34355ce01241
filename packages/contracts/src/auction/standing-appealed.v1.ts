import { z } from 'zod';
import { defineFact } from '../fact.js';
import { instantSchema } from '../values.js';
import { standingState } from './standing-state.js';

/** The citizen appealed against a strike; somebody decides by `dueAt`. */
export const StandingAppealedV1 = defineFact({
  service: 'auction',
  noun: 'standing',
  fact: 'appealed',
  version: 1,
  schema: z.object({ ...standingState, dueAt: instantSchema }),
});
