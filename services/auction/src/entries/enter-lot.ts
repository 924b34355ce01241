import { randomInt } from 'node:crypto';
import { newId } from '@belgi/contracts';
import type { Database, Transaction } from '@belgi/database';
import type { BankAsks } from '../bank/ask-bank.js';
import type { BankOrder } from '../bank/bank-order.js';
import { ensureOrder } from '../bank/bank-order.store.js';
import { agreementEditions, applyAcceptance } from '../bidders/agreement.store.js';
import { agreementIsAccepted } from '../bidders/agreement-gate.js';
import { type BidderClaims, entitlementOf } from '../bidders/bidder.js';
import { allEditions, ensureBidder, lockBidders } from '../bidders/bidder.store.js';
import { isId } from '../lots/ids.js';
import type { Lot } from '../lots/lot.js';
import { lockLot } from '../lots/lot.store.js';
import { entryCreated } from './entry.events.js';
import { decideEntry, type Entry, type EntryRefusal } from './entry.js';
import { entriesOfBidder, insertEntry } from './entry.store.js';

/** Bidder numbers have five digits: a number says nothing about how many take part, and collides rarely. */
export const BIDDER_NUMBERS = { least: 10_000, below: 100_000 } as const;
/** More collisions than this in a row means that a lot has tens of thousands of entries. */
const MAX_NUMBER_ATTEMPTS = 50;

/**
 * The latest edition of the user agreement that a citizen accepted, as privacy has it; null: none.
 * @throws a coded fault where privacy does not answer: nobody enters unasked
 */
export type AcceptedAgreementOf = (citizenId: string) => Promise<number | null>;

export type EntryOutcome =
  | { readonly kind: 'entered'; readonly entry: Entry; readonly lot: Lot }
  | { readonly kind: 'refused'; readonly code: EntryRefusal };

/**
 * Enters a citizen for a lot. Entering twice gives the same entry and the same order, or a new one where the bank gave
 * the deposit back.
 * The order is written with the entry and opened at the bank after the commit: a crash in between opens it later,
 * under the same id.
 */
export async function enterLot(
  context: {
    readonly database: Database;
    readonly asks: BankAsks;
    readonly provider: string;
    readonly acceptedAgreement: AcceptedAgreementOf;
  },
  request: { readonly lotId: string; readonly who: BidderClaims },
): Promise<EntryOutcome> {
  if (!isId(request.lotId)) return { kind: 'refused', code: 'LOT_UNKNOWN' };
  const decideOnce = () => context.database.transaction((tx) => decide(tx, context.provider, request));
  let outcome = await decideOnce();
  if (outcome.kind === 'refused' && outcome.code === 'AGREEMENT_REQUIRED') {
    // Between the two, so that nobody waits at the lot for an answer of another service.
    if (!(await learnAcceptance(context, request.who.id))) return outcome;
    outcome = await decideOnce();
  }
  if (outcome.kind === 'refused') return outcome;
  await context.asks.open(outcome.order);
  return { kind: 'entered', entry: outcome.entry, lot: outcome.lot };
}

/**
 * t0 a person accepts; t1 they enter; t2 the fact arrives. What privacy has recorded is asked for, and kept as the fact would be.
 * @returns whether there is an acceptance at all
 */
export async function learnAcceptance(
  { database, acceptedAgreement }: { readonly database: Database; readonly acceptedAgreement: AcceptedAgreementOf },
  citizenId: string,
): Promise<boolean> {
  const edition = await acceptedAgreement(citizenId);
  if (edition === null) return false;
  await database.transaction((tx) => applyAcceptance(tx, { citizenId, edition }));
  return true;
}

type Decided =
  | { readonly kind: 'refused'; readonly code: EntryRefusal }
  | { readonly kind: 'entered'; readonly entry: Entry; readonly lot: Lot; readonly order: BankOrder };

async function decide(
  tx: Transaction,
  provider: string,
  { lotId, who }: { readonly lotId: string; readonly who: BidderClaims },
): Promise<Decided> {
  const lot = await lockLot(tx, lotId);
  // Staff never get a bidder's row; they are refused by their token.
  if (lot && !who.staff) await ensureBidder(tx, who.id);
  const record = (await lockBidders(tx, [who.id])).get(who.id);
  const [existing] = lot ? await entriesOfBidder(tx, who.id, [lot.id]) : [];
  const editions = await allEditions(tx);
  const agreements = await agreementEditions(tx);
  const now = await tx.now();
  const accepted = record?.agreementEdition ?? null;
  // An entry that stands is no new one: it is settled by the edition that it was made under. Staff are refused as staff.
  const agreed = existing !== undefined || who.staff || agreementIsAccepted(accepted, agreements, now);
  const code = decideEntry(lot, { ...entitlementOf(who, record, editions, now), agreed }, now);
  if (code !== 'ALLOWED' || !lot) return { kind: 'refused', code: code === 'ALLOWED' ? 'LOT_UNKNOWN' : code };
  const entry = existing ?? (await create(tx, lot, who.id, accepted));
  const order = await ensureOrder(tx, {
    id: newId(),
    entryId: entry.id,
    lotId: lot.id,
    purpose: 'DEPOSIT',
    provider,
    amount: lot.deposit,
    state: 'REQUESTED',
    url: null,
  });
  return { kind: 'entered', entry, lot, order };
}

async function create(tx: Transaction, lot: Lot, bidderId: string, agreementEdition: number | null): Promise<Entry> {
  const entry = await underFreeNumber(async (bidderNumber) => {
    const made: Entry = {
      id: newId(),
      lotId: lot.id,
      bidderId,
      bidderNumber,
      state: 'DEPOSIT_DUE',
      depositHeld: false,
      certificateNumber: null,
      agreementEdition,
      version: 1,
    };
    return (await insertEntry(tx, made)) ? made : undefined;
  });
  await tx.publish(entryCreated(entry, lot));
  return entry;
}

/** @param take writes an entry under a number; undefined: the number is taken in its lot */
export async function underFreeNumber(take: (bidderNumber: number) => Promise<Entry | undefined>): Promise<Entry> {
  for (let attempt = 0; attempt < MAX_NUMBER_ATTEMPTS; attempt++) {
    const entry = await take(randomInt(BIDDER_NUMBERS.least, BIDDER_NUMBERS.below));
    if (entry) return entry;
  }
  throw new Error('no free bidder number was found');
}
