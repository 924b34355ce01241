import {
  EntryCreatedV1,
  EntryDepositReturnedV1,
  EntryEnteredV1,
  EntryForfeitedV1,
  EntryKeptSecondV1,
  EntryLedV1,
  EntryOutbidV1,
  EntryPaidV1,
  EntryPaymentDueV1,
  EntryPaymentReturnedV1,
  EntryReleasedV1,
  EntryReservationEndedV1,
  EntryReservedV1,
  EntrySnapshotV1,
  type EntryStateData,
  EntryWonV1,
  type FactType,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import { amountDue, awardOf, type Lot } from '../lots/lot.js';
import { plateNumber } from '../lots/plate.js';
import { depositStateOf, type Entry, owesPrice, type Release } from './entry.js';

/** An entry at this moment of its lot: what its citizen must hear of. */
export function entryStateData(entry: Entry, lot: Lot): EntryStateData {
  const owes = owesPrice(entry);
  const dueAt = lot.reservedUntil ?? lot.paymentDueAt;
  return {
    entryId: entry.id,
    lotId: entry.lotId,
    citizenId: entry.bidderId,
    bidderNumber: entry.bidderNumber,
    state: entry.state,
    plateNumber: plateNumber(lot.plate),
    currentPrice: priceFor(entry, lot),
    amountDue: owes ? String(amountDue(lot, entry)) : null,
    dueAt: owes && dueAt ? dueAt.toISOString() : null,
    certificateNumber: entry.certificateNumber,
    deposit: { amount: String(lot.deposit), state: depositStateOf(entry) },
  };
}

/** The lot's price; of a lot that is awarded, that of whose it is. */
function priceFor({ id }: Entry, lot: Lot): string | null {
  if (lot.saleMode === 'FIXED_PRICE') return String(lot.startPrice);
  const award = awardOf(lot);
  const price = award?.entryId === id ? award.price : lot.currentPrice;
  return price === null ? null : String(price);
}

function about(type: FactType<EntryStateData>, entry: Entry, lot: Lot): OutgoingFact {
  return outgoing(type, entry.id, entry.version, entryStateData(entry, lot));
}

export const entryCreated = (entry: Entry, lot: Lot): OutgoingFact => about(EntryCreatedV1, entry, lot);
export const entryEntered = (entry: Entry, lot: Lot): OutgoingFact => about(EntryEnteredV1, entry, lot);
export const entryLed = (entry: Entry, lot: Lot): OutgoingFact => about(EntryLedV1, entry, lot);
export const entryOutbid = (entry: Entry, lot: Lot): OutgoingFact => about(EntryOutbidV1, entry, lot);
export const entryPaid = (entry: Entry, lot: Lot): OutgoingFact => about(EntryPaidV1, entry, lot);
export const entryReserved = (entry: Entry, lot: Lot): OutgoingFact => about(EntryReservedV1, entry, lot);
export const entryReservationEnded = (entry: Entry, lot: Lot): OutgoingFact =>
  about(EntryReservationEndedV1, entry, lot);
export const entryDepositReturned = (entry: Entry, lot: Lot): OutgoingFact => about(EntryDepositReturnedV1, entry, lot);
export const entrySnapshot = (entry: Entry, lot: Lot): OutgoingFact => about(EntrySnapshotV1, entry, lot);

/** What becomes of a winner's deposit is told with the fact: the bank may have given it back unasked. */

export function entryWon(entry: Entry, lot: Lot): OutgoingFact {
  const { depositHeld } = entry;
  const state = { ...entryStateData(entry, lot), depositHeld };
  const isSecond = awardOf(lot)?.place === 'SECOND';
  return outgoing(EntryWonV1, entry.id, entry.version, isSecond ? { ...state, secondOffer: true } : state);
}
/** @param entry as it was when the term passed: with the deposit still held, if one was */
export function entryForfeited(entry: Entry, lot: Lot): OutgoingFact {
  const { depositHeld } = entry;
  return outgoing(EntryForfeitedV1, entry.id, entry.version, { ...entryStateData(entry, lot), depositHeld });
}

export const entryPaymentDue = (entry: Entry, lot: Lot): OutgoingFact => about(EntryPaymentDueV1, entry, lot);

/** @param entry of who bid second: the deposit is kept until the winner's term is over */
export function entryKeptSecond(entry: Entry, lot: Lot): OutgoingFact {
  if (lot.paymentDueAt === null) throw new Error('a second is kept while nobody pays');
  const until = lot.paymentDueAt.toISOString();
  return outgoing(EntryKeptSecondV1, entry.id, entry.version, { ...entryStateData(entry, lot), until });
}

export function entryReleased(
  { entry, depositHeld }: Release,
  lot: Lot,
  reason: 'LOST' | 'LOT_UNSOLD' | 'LOT_CANCELLED' | 'LEFT',
): OutgoingFact {
  return outgoing(EntryReleasedV1, entry.id, entry.version, { ...entryStateData(entry, lot), reason, depositHeld });
}

/** @param amount of the payment that came too late, in tyiyn */
export function entryPaymentReturned(
  entry: Entry,
  lot: Lot,
  amount: bigint,
  reason: 'SOLD' | 'HELD' | 'SALE_OVER' | 'NOT_ENTITLED',
): OutgoingFact {
  const returned = { ...entryStateData(entry, lot), amount: String(amount), reason };
  return outgoing(EntryPaymentReturnedV1, entry.id, entry.version, returned);
}
