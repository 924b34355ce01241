import type { Database, Transaction } from '@belgi/database';
import { entryDepositReturned, entryWon } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { findEntries, updateEntries } from '../entries/entry.store.js';
import type { Lot } from '../lots/lot.js';
import { lockLot } from '../lots/lot.store.js';
import type { BankOrder } from './bank-order.js';
import { lockOrder, markRefunded } from './bank-order.store.js';

/**
 * Money went back; the lot and the order are locked. Where that was a deposit which we held and nobody had asked for, its
 * entry stays with the bids it made, but places no other until a new deposit is there, and a winner owes the whole price
 * from now on.
 */
export async function takeReturn(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  await markRefunded(tx, order.id);
  // A deposit that was paid too late is no deposit of the entry: the one that counts may be held beside it.
  const isTheOneHeld = order.state === 'PAID' || entry.state === 'RELEASED';
  if (order.purpose !== 'DEPOSIT' || !isTheOneHeld) return;
  const without: Entry = { ...entry, depositHeld: false, version: entry.version + 1 };
  await updateEntries(tx, [without]);
  await tx.publish(entry.state === 'WON' ? entryWon(without, lot) : entryDepositReturned(without, lot));
}

/** A bank that does not report refunds took this one: it counts as returned. */
export async function noteReturned(database: Database, { id, lotId, entryId }: BankOrder): Promise<void> {
  await database.transaction(async (tx) => {
    const lot = await lockLot(tx, lotId);
    const order = await lockOrder(tx, id);
    const [entry] = await findEntries(tx, [entryId]);
    if (!lot || !order || !entry) throw new Error('an order without its lot or entry');
    if (order.state === 'REFUND_DUE' || order.state === 'REFUND_ASKED') await takeReturn(tx, lot, entry, order);
  });
}
