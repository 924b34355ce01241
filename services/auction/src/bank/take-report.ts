import type { Database, Transaction } from '@belgi/database';
import { entryEntered, entryPaid, entryWon } from '../entries/entry.events.js';
import { type Entry, owesDeposit } from '../entries/entry.js';
import { findEntries, issueCertificate, updateEntries } from '../entries/entry.store.js';
import { lotSettled } from '../lots/lot.events.js';
import { amountDue, type Lot } from '../lots/lot.js';
import { forgetAnswers, lockLot, updateLot } from '../lots/lot.store.js';
import { type BankOrder, meaningOf } from './bank-order.js';
import { findOrder, lockOrder, markPaid, markRefunded, noteReport, spendDeposit } from './bank-order.store.js';
import type { BankReport } from './payment-provider.js';

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

/**
 * Money went back. Where that was a deposit which we held and nobody had asked for, its entry stays with the bids it
 * made, but places no other until a new deposit is there, and a winner owes the whole price from now on.
 */
async function takeReturn(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  await markRefunded(tx, order.id);
  const depositLost = order.purpose === 'DEPOSIT' && order.state === 'PAID';
  if (!depositLost || entry.state !== 'WON') return;
  const owing: Entry = { ...entry, depositHeld: false, version: entry.version + 1 };
  await updateEntries(tx, [owing]);
  await tx.publish(entryWon(owing, lot));
}

/** The entry counts from now on, or again; a deposit that came too late goes back. */
async function takeDeposit(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  if (!owesDeposit(entry)) return markPaid(tx, order.id, 'REFUND_DUE');
  await markPaid(tx, order.id, 'PAID');
  if (entry.state !== 'DEPOSIT_DUE') return;
  const entered: Entry = { ...entry, state: 'ENTERED', depositHeld: true, version: entry.version + 1 };
  await updateEntries(tx, [entered]);
  await tx.publish(entryEntered(entered, lot));
}

/**
 * The lot is sold and the certificate issued; a payment for a lot that is no longer this winner's goes back, and so does
 * one of an order from before the deposit was lost, which asked for less than is due.
 */
async function takePayment(tx: Transaction, lot: Lot, entry: Entry, order: BankOrder): Promise<void> {
  const isDue = lot.state === 'AWAITING_PAYMENT' && entry.state === 'WON' && order.amount === amountDue(lot, entry);
  if (!isDue) return markPaid(tx, order.id, 'REFUND_DUE');
  const now = await tx.now();
  const sold: Lot = { ...lot, state: 'SOLD', settledAt: now, version: lot.version + 1 };
  await markPaid(tx, order.id, 'PAID');
  if (entry.depositHeld) await spendDeposit(tx, entry.id, 'APPLIED');
  const certificateNumber = await issueCertificate(tx, { ...entry, version: entry.version + 1 });
  await updateLot(tx, sold);
  await forgetAnswers(tx, lot.id);
  await tx.publish(
    lotSettled(sold),
    entryPaid({ ...entry, state: 'PAID', version: entry.version + 1, certificateNumber }, sold),
  );
}
