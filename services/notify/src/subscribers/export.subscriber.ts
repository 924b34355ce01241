import { ExportReadyV1, NotifyExportReadyV1 } from '@belgi/contracts';
import { handInByFact, exportHandlers as writing } from '@belgi/export';
import { type Handler, on } from '@belgi/messaging';
import { myData } from '../my-data/declaration.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';

/** privacy.export.>: notify writes its part when one is ordered, and tells the person when all of it is ready. */
export function exportHandlers(planner: Planner): Handler[] {
  return [
    ...writing(myData, planner.sealer, handInByFact(NotifyExportReadyV1)),
    on(ExportReadyV1, (tx, { id, data }) =>
      planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'EXPORT_READY',
        causeId: id,
        subjectId: data.exportId,
        params: { until: data.expiresAt },
      }),
    ),
  ];
}
