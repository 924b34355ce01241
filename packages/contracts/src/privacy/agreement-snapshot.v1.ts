import { z } from 'zod';
import { defineFact } from '../fact.js';
import { editionState } from './edition-state.js';

/** An edition of the user agreement, republished to rebuild projections. */
export const AgreementSnapshotV1 = defineFact({
  service: 'privacy',
  noun: 'agreement',
  fact: 'snapshot',
  version: 1,
  schema: z.object({ ...editionState }),
});
