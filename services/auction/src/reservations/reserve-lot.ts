import { newId } from '@belgi/contracts';
import type { Database, Queryable, Transaction } from '@belgi/database';
import type { BankAsks } from '../bank/ask-bank.js';
import type { BankOrder } from '../bank/bank-order.js';
import { ensureOrder } from '../bank/bank-order.store.js';
import { agreementEditions } from '../bidders/agreement.store.js';
import { agreementIsAccepted } from '../bidders/agreement-gate.js';
import { type BidderClaims, type BidderRecord, entitlementOf } from '../bidders/bidder.js';
import { allEditions, ensureBidder } from '../bidders/bidder.store.js';
import { type AcceptedAgreementOf, learnAcceptance, underFreeNumber } from '../entries/enter-lot.js';
import { entryReserved } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { isId } from '../lots/ids.js';
import { lotReserved } from '../lots/lot.events.js';
import { type Lot, reservationEnd } from '../lots/lot.js';
import { findLots, lockLot, updateLot } from '../lots/lot.store.js';
import { extendChain } from '../protocol/protocol-chain.js';
import { reservedLine } from '../protocol/protocol-lines.js';
import { endIfOver } from './end-reservation.js';
import { decideReservation, type Reservation, type ReservationRefusal } from './reservation.js';
import {
  findReserver,
  insertReserved,
  lockReserver,
  lotUnderKey,
  reservationsOfBidder,
  runningReservations,
  updateReserved,
} from './reservation.store.js';

export interface ReservationRequest {
  readonly lotId: string;
  /** Of the client's making: repeated, it answers with the reservation that it made and makes no other. */
  readonly key: string;
  readonly who: BidderClaims;
}

export type ReservationOutcome =
  | { readonly kind: 'reserved'; readonly reservation: Reservation; readonly lot: Lot }
  | { readonly kind: 'refused'; readonly code: ReservationRefusal };

/**
 * Reserves a lot at a fixed price. Whoever holds it and asks again gets the reservation there is. The order is written with it, and
 * opened at the bank after the commit; a bank that is away is asked again by the job.
 */
export async function reserveLot(
  context: {
    readonly database: Database;
    readonly asks: BankAsks;
    readonly provider: string;
    readonly acceptedAgreement: AcceptedAgreementOf;
  },
  request: ReservationRequest,
): Promise<ReservationOutcome> {
  if (!isId(request.lotId)) return { kind: 'refused', code: 'LOT_UNKNOWN' };
  const decideOnce = async () =>
    (await refusedAtSight(context.database, request)) ??
    context.database.transaction((tx) => decide(tx, context.provider, request));
  let outcome = await decideOnce();
  if (outcome.kind === 'refused' && outcome.code === 'AGREEMENT_REQUIRED') {
    // Between the two, so that nobody waits at the lot for an answer of another service.
    if (!(await learnAcceptance(context, request.who.id))) return outcome;
    outcome = await decideOnce();
  }
  if (outcome.kind === 'refused') return outcome;
  if (outcome.order) await context.asks.open(outcome.order);
  return { kind: 'reserved', reservation: outcome.reservation, lot: outcome.lot };
}

type Decided =
  | { readonly kind: 'refused'; readonly code: ReservationRefusal }
  | {
      readonly kind: 'reserved';
      readonly reservation: Reservation;
      readonly lot: Lot;
      /** Null: nothing was made, or what there was is over. */
      readonly order: BankOrder | null;
    };

/**
 * t0 many want one lot; t1 one of them has it; t2 the others are refused without waiting for its lock, each with a connection that bids
 * would want. Whoever is not refused at sight is decided on under the locks.
 */
async function refusedAtSight(database: Database, request: ReservationRequest): Promise<Decided | undefined> {
  const { lotId, who } = request;
  const [lot] = await findLots(database, [lotId]);
  const seen = await weigh(database, request, lot, await findReserver(database, who.id), await database.now());
  return seen.kind === 'refused' ? seen : undefined;
}

/** Locks: lot, then the person. */
async function decide(tx: Transaction, provider: string, request: ReservationRequest): Promise<Decided> {
  const { lotId, key, who } = request;
  const found = await lockLot(tx, lotId);
  // Staff never get a bidder's row; they are refused by their token.
  if (found && !who.staff) await ensureBidder(tx, who.id);
  const record = await lockReserver(tx, who.id);
  const now = await tx.now();
  const lot = found && (await endIfOver(tx, found, now));
  const weighed = await weigh(tx, request, lot, record, now);
  if (weighed.kind === 'refused') return weighed;
  if (weighed.kind !== 'free') {
    const { kind, lot: theirs, last: reservation } = weighed;
    const order = kind === 'held' ? await orderFor(tx, theirs, reservation, provider) : null;
    return { kind: 'reserved', reservation, lot: theirs, order };
  }
  const until = reservationEnd(weighed.lot, now);
  const held: Lot = { ...weighed.lot, state: 'RESERVED', reservedUntil: until, version: weighed.lot.version + 1 };
  const agreementEdition = record?.agreementEdition ?? null;
  const entry = await write(tx, held, weighed.last?.entry, { bidderId: who.id, agreementEdition, until, key });
  const reserved = { ...held, protocol: extendChain(held.protocol, reservedLine(now, until)) };
  await updateLot(tx, reserved);
  await tx.publish(lotReserved(reserved), entryReserved(entry, reserved));
  const reservation = { entry, until, key, running: true };
  return { kind: 'reserved', reservation, lot: reserved, order: await orderFor(tx, reserved, reservation, provider) };
}

type Weighed =
  | { readonly kind: 'refused'; readonly code: ReservationRefusal }
  /** Theirs runs, or the key has made one that is over. */
  | { readonly kind: 'held' | 'repeated'; readonly lot: Lot; readonly last: Reservation }
  | { readonly kind: 'free'; readonly lot: Lot; readonly last: Reservation | undefined };

/** What is to be said at `now` to somebody who wants a lot; steady under the locks of both. */
async function weigh(
  db: Queryable,
  { key, who }: ReservationRequest,
  lot: Lot | undefined,
  record: BidderRecord | undefined,
  now: Date,
): Promise<Weighed> {
  const [last] = lot ? await reservationsOfBidder(db, who.id, [lot.id]) : [];
  // By the moment that decides, which is a little before the one by which the row was read.
  if (lot && last?.entry.state === 'RESERVED' && now < last.until) return { kind: 'held', lot, last };
  if (lot && last?.key === key) return { kind: 'repeated', lot, last };
  const accepted = record?.agreementEdition ?? null;
  const code = decideReservation(
    lot,
    {
      ...entitlementOf(who, record, await allEditions(db), now),
      // Staff are refused as staff.
      agreed: who.staff || agreementIsAccepted(accepted, await agreementEditions(db), now),
      keyTaken: (await lotUnderKey(db, who.id, key)) !== undefined,
      lastUntil: last?.until ?? null,
      runningCount: (await runningReservations(db, who.id)).length,
    },
    now,
  );
  if (code === 'ALLOWED' && lot) return { kind: 'free', lot, last };
  return { kind: 'refused', code: code === 'ALLOWED' ? 'LOT_UNKNOWN' : code };
}

/** The person keeps their number in a lot. */
async function write(
  tx: Transaction,
  lot: Lot,
  before: Entry | undefined,
  { until, key, ...who }: Pick<Entry, 'bidderId' | 'agreementEdition'> & { readonly until: Date; readonly key: string },
): Promise<Entry> {
  if (before) {
    const again: Entry = { ...before, ...who, state: 'RESERVED', version: before.version + 1 };
    await updateReserved(tx, again, { until, key });
    return again;
  }
  return underFreeNumber(async (bidderNumber) => {
    const entry: Entry = {
      ...{ id: newId(), lotId: lot.id, bidderNumber, ...who },
      ...{ state: 'RESERVED', depositHeld: false, certificateNumber: null, version: 1 },
    };
    return (await insertReserved(tx, entry, { until, key })) ? entry : undefined;
  });
}

/** The order for the price: the one that is open, also from a reservation before, else a new one. */
function orderFor(tx: Transaction, lot: Lot, { entry }: Reservation, provider: string): Promise<BankOrder> {
  return ensureOrder(tx, {
    ...{ id: newId(), entryId: entry.id, lotId: lot.id, purpose: 'PAYMENT', provider },
    ...{ amount: lot.startPrice, state: 'REQUESTED', url: null },
  });
}
