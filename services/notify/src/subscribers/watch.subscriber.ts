import { WatchToldV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type NoticePlan, type Planner, planNotice } from '../notices/plan-notice.js';

type Told = ReturnType<typeof WatchToldV1.parse>;

/** What somebody asked the auction to hear of. A wish and no duty: planned for whoever consents and did not switch it off. */
export function watchHandlers(planner: Planner): Handler[] {
  return [
    on(WatchToldV1, (tx, { id, data }) => {
      const about = { citizenId: data.citizenId, causeId: id, subjectId: data.lotId, lotId: data.lotId };
      return planNotice(planner, tx, { ...about, ...noticeOf(data) });
    }),
  ];
}

/** Each kind with its own params, which the union of all would lose. */
function noticeOf(told: Told): Pick<NoticePlan, 'kind' | 'params'> {
  const { plateNumber: plate, opensAt, closesAt } = told;
  const price = told.currentPrice ?? told.startPrice;
  switch (told.kind) {
    case 'PLANNED':
      return { kind: 'WATCHED_PATTERN_PLANNED', params: { plate, price, opensAt } };
    case 'OPENED':
      return { kind: 'WATCHED_LOT_OPENED', params: { plate, price, closesAt } };
    case 'CLOSES_SOON':
      return { kind: 'WATCHED_LOT_CLOSES_SOON', params: { plate, price, closesAt } };
    case 'CANCELLED':
      return { kind: 'WATCHED_LOT_CANCELLED', params: { plate } };
  }
}
