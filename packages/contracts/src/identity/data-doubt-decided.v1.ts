import { z } from 'zod';
import { defineFact } from '../fact.js';
import { dataDoubtState } from './data-doubt-state.js';

/** Another employee decided on the doubt; the person must be told. Version 2. */
export const DataDoubtDecidedV1 = defineFact({
  service: 'identity',
  noun: 'data-doubt',
  fact: 'decided',
  version: 1,
  schema: z.object({ ...dataDoubtState }),
});
