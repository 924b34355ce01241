import type { Database } from '@belgi/database';
import { isId } from '../lots/ids.js';
import { lotPaused, lotResumed } from '../lots/lot.events.js';
import type { Lot } from '../lots/lot.js';
import { lockLot, updateLot } from '../lots/lot.store.js';
import { reasonOf } from '../lots/reason.js';
import { pausedLot, resumedLot } from './pause.js';

/** Why a lot is not paused or resumed, in the order in which it is asked. */
export const pauseRefusals = ['LOT_UNKNOWN', 'REASON_REQUIRED', 'LOT_NOT_PAUSABLE', 'LOT_NOT_PAUSED'] as const;

export type PauseLotOutcome =
  | { readonly kind: 'done'; readonly lot: Lot }
  | { readonly kind: 'refused'; readonly code: (typeof pauseRefusals)[number] };

/** Stops bidding for a while. A command on the row of bids: one in flight either committed before, or is refused `LOT_NOT_OPEN`. */
export async function pauseLot(
  database: Database,
  request: { readonly lotId: string; readonly reason: string },
): Promise<PauseLotOutcome> {
  const reason = reasonOf(request.reason);
  if (!isId(request.lotId)) return { kind: 'refused', code: 'LOT_UNKNOWN' };
  return database.transaction(async (tx) => {
    const lot = await lockLot(tx, request.lotId);
    if (!lot) return { kind: 'refused', code: 'LOT_UNKNOWN' };
    if (reason === null) return { kind: 'refused', code: 'REASON_REQUIRED' };
    const now = await tx.now();
    if (lot.state !== 'OPEN' || lot.saleMode !== 'AUCTION' || now >= lot.closesAt)
      return { kind: 'refused', code: 'LOT_NOT_PAUSABLE' };
    const paused = pausedLot(lot, reason, now);
    await updateLot(tx, paused);
    await tx.publish(lotPaused(paused));
    return { kind: 'done', lot: paused };
  });
}

/** Lets bidding go on, with as much time as was left. */
export async function resumeLot(database: Database, lotId: string): Promise<PauseLotOutcome> {
  if (!isId(lotId)) return { kind: 'refused', code: 'LOT_UNKNOWN' };
  return database.transaction(async (tx) => {
    const lot = await lockLot(tx, lotId);
    if (!lot) return { kind: 'refused', code: 'LOT_UNKNOWN' };
    if (lot.state !== 'PAUSED') return { kind: 'refused', code: 'LOT_NOT_PAUSED' };
    const resumed = resumedLot(lot, await tx.now());
    await updateLot(tx, resumed);
    await tx.publish(lotResumed(resumed));
    return { kind: 'done', lot: resumed };
  });
}
