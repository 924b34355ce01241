import { LotCancelledV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyCancellation } from '../lots/apply-lot.js';

/** Of a lot's life, entrants hear of its end before time; the rest reaches them through their own entry's facts. */
export const lotHandlers: readonly Handler[] = [
  on(LotCancelledV1, (tx, event) => applyCancellation(tx, event.data, event.id)),
];
