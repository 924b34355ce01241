import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** Every service's part is there: the person may fetch it until it expires, and is told. Version 2 of the export. */
export const ExportReadyV1 = defineFact({
  service: 'privacy',
  noun: 'export',
  fact: 'ready',
  version: 1,
  schema: z.object({ exportId: idSchema, citizenId: idSchema, readyAt: instantSchema, expiresAt: instantSchema }),
});
