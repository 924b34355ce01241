import { z } from 'zod';
import { defineFact } from '../fact.js';
import { editionState } from './edition-state.js';

/** An edition, republished to rebuild projections. */
export const EditionSnapshotV1 = defineFact({
  service: 'privacy',
  noun: 'edition',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...editionState }),
});
