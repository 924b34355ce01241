import type { Transaction } from '@belgi/database';
import type { BankOrder } from '../bank/bank-order.js';
import { markPaid } from '../bank/bank-order.store.js';
import { mayBeOffered } from '../bidders/bidder.js';
import { allEditions, lockBidders } from '../bidders/bidder.store.js';
import { entryPaid, entryPaymentReturned } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot, findEntries, issueCertificate, updateEntries } from '../entries/entry.store.js';
import { lotSettled } from '../lots/lot.events.js';
import type { Lot } from '../lots/lot.js';
import { updateLot } from '../lots/lot.store.js';
import { endProtocol } from '../protocol/protocol.store.js';
import { extendChain, type ProtocolChain } from '../protocol/protocol-chain.js';
import { entriesLine, resultLine, soldLine } from '../protocol/protocol-lines.js';
import { endIfOver } from './end-reservation.js';
import { decidePayment } from './reservation.js';
import { reservedUntil } from './reservation.store.js';

/**
 * The price of a lot at a fixed price is here: it is sold and the certificate issued, or the money goes back whole and the payer is told
 * why. Lot and order are locked; the payer's row is after them, so that who left meanwhile buys nothing that no longer bound them.
 */
export async function takePurchase(tx: Transaction, reported: Lot, payer: Entry, order: BankOrder): Promise<void> {
  const now = await tx.now();
  const lot = await endIfOver(tx, reported, now);
  const [entry] = await findEntries(tx, [payer.id]);
  if (!entry) throw new Error('an order without its entry');
  const record = entry.bidderId === null ? undefined : (await lockBidders(tx, [entry.bidderId])).get(entry.bidderId);
  const mayTakePart = mayBeOffered(record, await allEditions(tx), now);
  const decision = decidePayment(lot, { entry, mayTakePart }, now);
  const version = entry.version + 1;
  if (decision !== 'BUYS') {
    await markPaid(tx, order.id, 'REFUND_DUE');
    const told: Entry = { ...entry, version };
    await updateEntries(tx, [told]);
    // Of an entry that belongs to nobody any more nobody is told.
    if (entry.bidderId !== null) await tx.publish(entryPaymentReturned(told, lot, order.amount, decision));
    return;
  }
  const sold: Lot = {
    ...lot,
    ...{ state: 'SOLD', reservedUntil: null, closedAt: now, settledAt: now, version: lot.version + 1 },
    protocol: soldProtocol(
      lot,
      await entriesOfLot(tx, lot.id),
      { buyer: entry, until: await reservedUntil(tx, entry.id) },
      now,
    ),
  };
  await markPaid(tx, order.id, 'PAID');
  const certificateNumber = await issueCertificate(tx, { ...entry, version });
  await updateLot(tx, sold);
  await endProtocol(tx, sold);
  await tx.publish(lotSettled(sold), entryPaid({ ...entry, state: 'PAID', version, certificateNumber }, sold));
}

/** The last lines: that it is sold, who reserved it, whose it is. */
function soldProtocol(
  lot: Lot,
  entries: readonly Entry[],
  { buyer, until }: { readonly buyer: Entry; readonly until: Date },
  now: Date,
): ProtocolChain | null {
  const winner = { entryId: buyer.id, bidderNumber: buyer.bidderNumber, price: lot.startPrice };
  const last = [soldLine(until, now), entriesLine(entries), resultLine({ winner, runnerUp: null })];
  return last.reduce(extendChain, lot.protocol);
}
