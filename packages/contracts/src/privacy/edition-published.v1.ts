import { z } from 'zod';
import { defineFact } from '../fact.js';
import { editionState } from './edition-state.js';

/** An edition of the policy was published, possibly with a later effect (clause 5.1). */
export const EditionPublishedV1 = defineFact({
  service: 'privacy',
  noun: 'edition',
  fact: 'published',
  version: 1,
  schema: z.object({ ...editionState }),
});
