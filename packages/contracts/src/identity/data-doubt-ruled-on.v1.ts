import { z } from 'zod';
import { defineFact } from '../fact.js';
import { dataDoubtState } from './data-doubt-state.js';

/** A third employee ruled on the appeal against the block; the person must be told. Version 3. */
export const DataDoubtRuledOnV1 = defineFact({
  service: 'identity',
  noun: 'data-doubt',
  fact: 'ruled-on',
  version: 1,
  schema: z.object({ ...dataDoubtState }),
});
