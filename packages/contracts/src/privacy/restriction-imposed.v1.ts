import { z } from 'zod';
import { defineFact } from '../fact.js';
import { restrictionState } from './restriction-state.js';

/** Every use of the person's data but storage stops. */
export const RestrictionImposedV1 = defineFact({
  service: 'privacy',
  noun: 'restriction',
  fact: 'imposed',
  version: 1,
  schema: z.object({ ...restrictionState }),
});
