import { z } from 'zod';
import { defineFact } from '../fact.js';
import { restrictionState } from './restriction-state.js';

/** The person's data may be used again. */
export const RestrictionLiftedV1 = defineFact({
  service: 'privacy',
  noun: 'restriction',
  fact: 'lifted',
  version: 1,
  schema: z.object({ ...restrictionState }),
});
