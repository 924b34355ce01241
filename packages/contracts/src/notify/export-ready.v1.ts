import { z } from 'zod';
import { exportPieceShape } from '../export-part.js';
import { defineFact } from '../fact.js';

/** A piece of what notify holds about a person who asked for it; the part is ready when all its pieces are there. */
export const NotifyExportReadyV1 = defineFact({
  service: 'notify',
  noun: 'export',
  fact: 'ready',
  version: 1,
  schema: z.object(exportPieceShape),
});
