import type { Database } from '@belgi/database';
import { refundDeposits } from '../bank/bank-order.store.js';
import { forgetMaximum } from '../bidding/maximum.store.js';
import { entryReleased } from '../entries/entry.events.js';
import { release } from '../entries/entry.js';
import { entriesOfLot, updateEntries } from '../entries/entry.store.js';
import { endProtocol } from '../protocol/protocol.store.js';
import { extendChain } from '../protocol/protocol-chain.js';
import { cancelledLine } from '../protocol/protocol-lines.js';
import { callWatchers } from '../watching/watch-call.store.js';
import { isId } from './ids.js';
import { lotCancelled } from './lot.events.js';
import { cancellableStates, isHeld, type Lot } from './lot.js';
import { forgetAnswers, lockLot, updateLot } from './lot.store.js';
import { reasonOf } from './reason.js';

export type CancelLotOutcome =
  | { readonly kind: 'cancelled'; readonly lot: Lot }
  | {
      readonly kind: 'refused';
      readonly code: 'LOT_UNKNOWN' | 'REASON_REQUIRED' | 'LOT_NOT_CANCELLABLE';
      readonly lot: Lot | null;
    };

/** Calls a lot off; everybody who entered is released and gets the deposit back. */
export async function cancelLot(
  database: Database,
  request: { readonly lotId: string; readonly reason: string },
): Promise<CancelLotOutcome> {
  const reason = reasonOf(request.reason);
  if (!isId(request.lotId)) return { kind: 'refused', code: 'LOT_UNKNOWN', lot: null };
  return database.transaction(async (tx) => {
    const lot = await lockLot(tx, request.lotId);
    if (!lot) return { kind: 'refused', code: 'LOT_UNKNOWN', lot: null };
    if (reason === null) return { kind: 'refused', code: 'REASON_REQUIRED', lot };
    const now = await tx.now();
    const isOver = ['OPEN', 'RESERVED'].includes(lot.state) && !isHeld(lot, now) && now >= lot.closesAt;
    if (!cancellableStates.includes(lot.state) || isOver) return { kind: 'refused', code: 'LOT_NOT_CANCELLABLE', lot };
    const cancelled: Lot = {
      ...lot,
      state: 'CANCELLED',
      settledAt: now,
      cancelReason: reason,
      pausedAt: null,
      pauseReason: null,
      reservedUntil: null,
      protocol: extendChain(lot.protocol, cancelledLine(reason, now)),
      version: lot.version + 1,
    };
    // Whose reservation ran out has left already.
    const within = (await entriesOfLot(tx, lot.id)).filter(({ state }) => state !== 'RELEASED');
    const released = within.map(release);
    const out = released.map(({ entry }) => entry);
    await updateLot(tx, cancelled);
    await endProtocol(tx, cancelled);
    await updateEntries(tx, out);
    await refundDeposits(
      tx,
      out.map((entry) => entry.id),
    );
    await forgetMaximum(tx, lot.id);
    await forgetAnswers(tx, lot.id);
    await tx.publish(lotCancelled(cancelled), ...released.map((one) => entryReleased(one, cancelled, 'LOT_CANCELLED')));
    await callWatchers(tx, lot.id, 'CANCELLED');
    return { kind: 'cancelled', lot: cancelled };
  });
}
