import { LotCancelledV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyCancellation } from '../lots/apply-lot.js';
import type { Planner } from '../notices/plan-notice.js';

/** Of a lot's life, entrants hear of its end before time; the rest reaches them through their own entry's facts. */
export function lotHandlers(planner: Planner): Handler[] {
  return [on(LotCancelledV1, (tx, event) => applyCancellation(planner, tx, event.data, event.id))];
}
