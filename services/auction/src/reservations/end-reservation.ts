import type { Database, Transaction } from '@belgi/database';
import { claimDueLot } from '../closing/due-lots.store.js';
import { entryReservationEnded } from '../entries/entry.events.js';
import { release } from '../entries/entry.js';
import { updateEntries } from '../entries/entry.store.js';
import { lotReservationEnded } from '../lots/lot.events.js';
import { isHeld, type Lot } from '../lots/lot.js';
import { updateLot } from '../lots/lot.store.js';
import { extendChain, writtenChain } from '../protocol/protocol-chain.js';
import { reservationEndedLine } from '../protocol/protocol-lines.js';
import { holderOf } from './reservation.store.js';

/**
 * The lot as it stands at `now`: a reservation that is over by the clock is ended, and told of, by whoever comes first, the
 * timekeeper or a command about the lot. Its lock is held.
 */
export async function endIfOver(tx: Transaction, lot: Lot, now: Date): Promise<Lot> {
  if (lot.state !== 'RESERVED' || lot.reservedUntil === null || isHeld(lot, now)) return lot;
  const holder = await holderOf(tx, lot.id);
  if (!holder) throw new Error('a lot is reserved by nobody');
  const protocol = extendChain(lot.protocol, reservationEndedLine(lot.reservedUntil));
  const free: Lot = { ...lot, state: 'OPEN', reservedUntil: null, protocol, version: lot.version + 1 };
  const { entry } = release(holder);
  await updateLot(tx, free);
  await updateEntries(tx, [entry]);
  await tx.publish(lotReservationEnded(free), entryReservationEnded(entry, free));
  return { ...free, protocol: writtenChain(protocol) };
}

/** Frees the lot whose reservation has been over longest; false when there is none. */
export async function freeDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_FREE');
    if (!lot) return false;
    await endIfOver(tx, lot, await tx.now());
    return true;
  });
}
