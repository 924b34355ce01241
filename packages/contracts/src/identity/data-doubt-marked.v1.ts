import { z } from 'zod';
import { defineFact } from '../fact.js';
import { dataDoubtState } from './data-doubt-state.js';

/** Staff doubt data of a person, who must be told what, why, and until when they may answer. Version 1. */
export const DataDoubtMarkedV1 = defineFact({
  service: 'identity',
  noun: 'data-doubt',
  fact: 'marked',
  version: 1,
  schema: z.object({ ...dataDoubtState }),
});
