import { z } from 'zod';
import { defineFact } from '../fact.js';
import { editionState } from './edition-state.js';

/** An edition of the user agreement was published, possibly with a later effect. Numbered on its own; the policy's are `privacy.edition`. */
export const AgreementPublishedV1 = defineFact({
  service: 'privacy',
  noun: 'agreement',
  fact: 'published',
  version: 1,
  schema: z.object({ ...editionState }),
});
