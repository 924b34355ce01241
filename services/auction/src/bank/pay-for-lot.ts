import { newId } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { owesPrice } from '../entries/entry.js';
import { entriesOfBidder } from '../entries/entry.store.js';
import { isId } from '../lots/ids.js';
import { amountDue, awaitsPayment } from '../lots/lot.js';
import { lockLot } from '../lots/lot.store.js';
import type { BankAsks } from './ask-bank.js';
import { ensureOrder } from './bank-order.store.js';

/** Why there is nothing to pay, in the order in which it is asked. */
export const paymentRefusals = [
  'LOT_UNKNOWN',
  'NOT_THE_WINNER',
  'ALREADY_PAID',
  'PAYMENT_NOT_DUE',
  'BANK_UNAVAILABLE',
] as const;
export type PaymentRefusal = (typeof paymentRefusals)[number];

export type PaymentOutcome =
  | { readonly kind: 'order'; readonly url: string; readonly amount: bigint; readonly dueAt: Date }
  | { readonly kind: 'refused'; readonly code: PaymentRefusal };

const refused = (code: PaymentRefusal): PaymentOutcome => ({ kind: 'refused', code });

/** Opens the winner's order at the bank, or of who reserved: the price less the deposit, if held. Asking again gives the same order. */
export async function payForLot(
  context: { readonly database: Database; readonly asks: BankAsks; readonly provider: string },
  request: { readonly lotId: string; readonly citizenId: string },
): Promise<PaymentOutcome> {
  if (!isId(request.lotId)) return refused('LOT_UNKNOWN');
  const due = await context.database.transaction(async (tx) => {
    const lot = await lockLot(tx, request.lotId);
    if (!lot) return 'LOT_UNKNOWN';
    const [entry] = await entriesOfBidder(tx, request.citizenId, [lot.id]);
    if (entry?.state === 'PAID') return 'ALREADY_PAID';
    if (entry && lot.leader?.entryId === entry.id && entry.state !== 'WON') return 'PAYMENT_NOT_DUE';
    if (lot.saleMode === 'FIXED_PRICE' && entry?.state === 'RELEASED') return 'PAYMENT_NOT_DUE';
    if (!entry || !owesPrice(entry)) return 'NOT_THE_WINNER';
    const dueAt = lot.reservedUntil ?? lot.paymentDueAt;
    if (!(awaitsPayment(lot) || lot.state === 'RESERVED') || !dueAt || (await tx.now()) >= dueAt)
      return 'PAYMENT_NOT_DUE';
    const order = await ensureOrder(tx, {
      id: newId(),
      entryId: entry.id,
      lotId: lot.id,
      purpose: 'PAYMENT',
      provider: context.provider,
      amount: amountDue(lot, entry),
      state: 'REQUESTED',
      url: null,
    });
    return { order, dueAt };
  });
  if (typeof due === 'string') return refused(due);
  const url = await context.asks.open(due.order);
  return url === undefined
    ? refused('BANK_UNAVAILABLE')
    : { kind: 'order', url, amount: due.order.amount, dueAt: due.dueAt };
}
