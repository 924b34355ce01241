import { RightsRequestAnsweredV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planNotice } from '../notices/plan-notice.js';

/** The opening tells nobody: the person has just seen it. */
export function rightsRequestHandlers(planner: Planner): Handler[] {
  return [
    on(RightsRequestAnsweredV1, (tx, { id, data }) =>
      planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'RIGHTS_ANSWERED',
        causeId: id,
        subjectId: data.requestId,
        params: { reference: data.reference, right: data.kind, outcome: data.state, at: data.at },
      }),
    ),
  ];
}
