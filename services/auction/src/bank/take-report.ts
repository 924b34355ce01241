import type { Database, Transaction } from '@belgi/database';
import {
  entryEntered,
  entryPaid,
  entryPaymentReturned,
  entryReleased,
  entrySnapshot,
} from '../entries/entry.events.js';
import { type Entry, owesDeposit, type Release, release } from '../entries/entry.js';
import { findEntries, issueCertificate, updateEntries } from '../entries/entry.store.js';
import { lotSettled } from '../lots/lot.events.js';
import { amountDue, awaitsPayment, type Lot } from '../lots/lot.js';
import { forgetAnswers, lockLot, updateLot } from '../lots/lot.store.js';
import { takePurchase } from '../reservations/take-purchase.js';
import { type BankOrder, meaningOf } from './bank-order.js';
import { findOrder, lockOrder, markPaid, noteReport, refundDeposits, spendDeposit } from './bank-order.store.js';
import type { BankReport } from './payment-provider.js';
import { takeReturn } from './take-return.js';

/**
 * `AMOUNT_DIFFERS`: nothing was noted, so that the bank goes on reporting until somebody looks.
 * `REFUND_NOT_ASKED`: noted, but we had not asked for it: somebody has to look as well.
 */
export type ReportOutcome = 'TAKEN' | 'REPEATED' | 'REFUND_NOT_ASKED' | 'ORDER_UNKNOWN' | 'AMOUNT_DIFFERS';

/**
 * Takes a report of the bank, once: twice, out of order and beside a close it establishes the same.
 * Locks: lot, then order, as every command here.
 */
export async function takeReport(database: Database, provider: string, report: BankReport): Promise<ReportOutcome> {
  return database.transaction(async (tx) => {
    const known = await findOrder(tx, report.orderId);
    if (!known || known.provider !== provider) return 'ORDER_UNKNOWN';
    const lot = await lockLot(tx, known.lotId);
    const order = await lockOrder(tx, known.id);
    const [entry] = await findEntries(tx, [known.entryId]);
    if (!lot || !order || !entry) throw new Error('an order without its lot or entry');
    if (report.amount !== order.amount) return 'AMOUNT_DIFFERS';
    if (!(await noteReport(tx, { provider, ...report }))) return 'REPEATED';
    const meaning = meaningOf(order.state, report.kind);
    if (meaning === 'MONEY_RETURNED') await takeReturn(tx, lot, entry, order);
    if (meaning === 'MONEY_ARRIVED' && order.purpose === 'DEPOSIT') await takeDeposit(tx, lot, entry, order);
    if (meaning === 'MONEY_ARRIVED' && order.purpose === 'PAYMENT') await takePayment(tx, lot, entry, order);
    const isUnasked = meaning === 'MONEY_RETURNED' && !order.state.startsWith('REFUND_');
    return isUnasked ? 'REFUND_NOT_ASKED' : 'TAKEN';
  });
}

/** The entry counts from now on, or again; a deposit that came too late goes back. */
async function takeDeposit(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  await markPaid(tx, order.id, owesDeposit(entry) ? 'PAID' : 'REFUND_DUE');
  const isNew = entry.state === 'DEPOSIT_DUE';
  // A second deposit beside one that counts is no state of the entry.
  if (!isNew && !owesDeposit(entry) && entry.state !== 'RELEASED') return;
  const state = isNew ? 'ENTERED' : entry.state;
  const paid: Entry = { ...entry, state, depositHeld: true, version: entry.version + 1 };
  await updateEntries(tx, [paid]);
  await tx.publish(isNew ? entryEntered(paid, lot) : entrySnapshot(paid, lot));
}

/**
 * The lot is sold and the certificate issued; a payment for a lot that is no longer this winner's goes back, and so does
 * one of an order from before the deposit was lost, which asked for less than is due.
 */
async function takePayment(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  if (lot.saleMode === 'FIXED_PRICE') return takePurchase(tx, lot, entry, order);
  const isDue = awaitsPayment(lot) && entry.state === 'WON' && order.amount === amountDue(lot, entry);
  if (!isDue) return returnPayment(tx, lot, entry, order);
  const now = await tx.now();
  const sold: Lot = { ...lot, state: 'SOLD', settledAt: now, remindAt: null, version: lot.version + 1 };
  const spared = await releaseSecond(tx, lot);
  await markPaid(tx, order.id, 'PAID');
  if (entry.depositHeld) await spendDeposit(tx, entry.id, 'APPLIED');
  const certificateNumber = await issueCertificate(tx, { ...entry, version: entry.version + 1 });
  await updateLot(tx, sold);
  await forgetAnswers(tx, lot.id);
  await tx.publish(
    lotSettled(sold),
    entryPaid({ ...entry, state: 'PAID', version: entry.version + 1, certificateNumber }, sold),
    ...spared.map((one) => entryReleased(one, sold, 'LOST')),
  );
}

/** Told to whoever it is of; who still has the lot to pay for sees there what is due. */
async function returnPayment(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  await markPaid(tx, order.id, 'REFUND_DUE');
  if (entry.bidderId === null || entry.state === 'WON') return;
  const told: Entry = { ...entry, version: entry.version + 1 };
  await updateEntries(tx, [told]);
  await tx.publish(entryPaymentReturned(told, lot, order.amount, whyLate(lot)));
}

function whyLate(lot: Lot): 'SOLD' | 'HELD' | 'SALE_OVER' {
  if (lot.state === 'SOLD') return 'SOLD';
  return awaitsPayment(lot) ? 'HELD' : 'SALE_OVER';
}

/** Whoever waited for a second offer waits no more: the winner has paid. */
async function releaseSecond(tx: Transaction, { runnerUp, offeredAt }: Lot): Promise<Release[]> {
  if (runnerUp === null || offeredAt !== null) return [];
  const released = (await findEntries(tx, [runnerUp.entryId])).map(release);
  const out = released.map(({ entry }) => entry);
  await updateEntries(tx, out);
  await refundDeposits(tx, [runnerUp.entryId]);
  return released;
}
