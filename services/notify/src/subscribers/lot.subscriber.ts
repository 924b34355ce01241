import { LotCancelledV1, LotPausedV1, LotResumedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { announceToEntrants, applyCancellation } from '../lots/apply-lot.js';

/** Of a lot's life, entrants hear of its pauses and its end before time; the rest reaches them through their own entry's facts. */
export const lotHandlers: readonly Handler[] = [
  on(LotCancelledV1, (tx, event) => applyCancellation(tx, event.data, event.id)),
  on(LotPausedV1, (tx, { id, data: { lotId, plateNumber, reason } }) =>
    announceToEntrants(tx, id, { kind: 'LOT_PAUSED', lotId, params: { plate: plateNumber, reason } }),
  ),
  on(LotResumedV1, (tx, { id, data: { lotId, plateNumber, closesAt } }) =>
    announceToEntrants(tx, id, { kind: 'LOT_RESUMED', lotId, params: { plate: plateNumber, closesAt } }),
  ),
];
