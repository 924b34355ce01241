import { DataDoubtDecidedV1, DataDoubtMarkedV1, DataDoubtRuledOnV1, type DataDoubtState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type FactEvent, type Handler, on } from '@belgi/messaging';
import { type Planner, planNotice } from '../notices/plan-notice.js';

/** What was doubted and why is read in the account: no such word travels. */
export function dataDoubtHandlers(planner: Planner): Handler[] {
  const decided = (tx: Transaction, { id, data }: FactEvent<DataDoubtState>): Promise<void> =>
    planNotice(planner, tx, {
      citizenId: data.citizenId,
      kind: 'DATA_DOUBT_DECIDED',
      causeId: id,
      subjectId: data.doubtId,
      params: { outcome: data.state, at: data.at },
    });
  return [
    on(DataDoubtMarkedV1, (tx, { id, data }) =>
      planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'DATA_DOUBTED',
        causeId: id,
        subjectId: data.doubtId,
        params: { until: data.dueAt ?? data.at },
      }),
    ),
    on(DataDoubtDecidedV1, decided),
    on(DataDoubtRuledOnV1, decided),
  ];
}
