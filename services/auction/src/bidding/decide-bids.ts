import { newId } from '@belgi/contracts';
import type { Database, Transaction } from '@belgi/database';
import { type BidderClaims, type BidderRecord, consentOf, entitlementOf, mayBidFor } from '../bidders/bidder.js';
import { lockBidders } from '../bidders/bidder.store.js';
import { entryLed, entryOutbid } from '../entries/entry.events.js';
import { type Entry, mayBid } from '../entries/entry.js';
import { updateEntries } from '../entries/entry.store.js';
import { isId } from '../lots/ids.js';
import { bidAccepted, lotExtended } from '../lots/lot.events.js';
import type { Lot } from '../lots/lot.js';
import { lockLot, updateBidding } from '../lots/lot.store.js';
import type { BidIntent, BidRefusal } from './bid.js';
import { type BatchReads, findBids, insertAnswers, insertBids, readBatch } from './bid.store.js';
import { type BatchOutcome, decideBatch } from './bid-batch.js';
import { type Bid, type BidStep, movesOf } from './bid-step.js';
import { forgetMaximum, putMaximum } from './maximum.store.js';

/** A bid with what its token says of the bidder. */
export interface BidRequest {
  readonly intent: BidIntent;
  readonly who: BidderClaims;
}

export type BidOutcome =
  | { readonly kind: 'accepted'; readonly bid: Bid; readonly lot: Lot }
  | {
      readonly kind: 'refused';
      readonly code: BidRefusal;
      readonly values: Readonly<Record<string, string>>;
      readonly lot: Lot | null;
    };

/** Tries of one batch: a deadlock or a key answered under another lot's lock makes the next one succeed. */
const MAX_TRIES = 4;
const DEADLOCK = '40P01';
const SERIALIZATION = '40001';

/** t0 a batch of lot A reads no answer for key K, t1 one of lot B answers K and commits, t2 A cannot keep its own. */
class KeyAnsweredElsewhere extends Error {
  override readonly name = 'KeyAnsweredElsewhere';
}

function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof KeyAnsweredElsewhere) return true;
  const code = (error as { code?: string }).code;
  return code === DEADLOCK || code === SERIALIZATION;
}

/** Decides a batch about one lot in one transaction and answers each request, in order. */
export async function decideBids(
  database: Database,
  lotId: string,
  requests: readonly BidRequest[],
): Promise<BidOutcome[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.transaction((tx) => decide(tx, lotId, requests));
    } catch (error) {
      if (tries >= MAX_TRIES || !isWorthAnotherTry(error)) throw error;
    }
  }
}

/** Lock order: the lot, then the bidders by id. The clock is read after both are held: statements run in the order of asking. */
async function decide(tx: Transaction, lotId: string, requests: readonly BidRequest[]): Promise<BidOutcome[]> {
  const known = isId(lotId) ? lotId : null;
  const bidderIds = requests.map(({ who }) => who.id);
  const keys = requests.map(({ intent }) => intent.key);
  const [lot, records, reads] = await Promise.all([
    known === null ? undefined : lockLot(tx, known),
    lockBidders(tx, [...new Set(bidderIds)], known),
    readBatch(tx, known, bidderIds, keys),
  ]);
  const outcome = decideBatch(
    { ...reads, lot, leadersMaximum: leadersMaximum(lot, records, reads) },
    requests.map(({ intent, who }) => ({
      intent,
      who: entitlementOf(who, records.get(who.id), reads.editions, reads.now),
      consent: consentOf(who, records.get(who.id)),
    })),
    newId,
  );
  await write(tx, outcome, reads.now);
  return answersOf(tx, outcome);
}

/** The maximum of who leads, as far as it counts now: whoever withdrew, is blocked or has no deposit here is not bid for. */
function leadersMaximum(
  lot: Lot | undefined,
  records: ReadonlyMap<string, BidderRecord>,
  { maximum, entries, editions, now }: BatchReads,
): bigint | null {
  const leader = entries.find(({ id }) => id === lot?.leader?.entryId);
  if (maximum === null || leader === undefined || maximum.entryId !== leader.id || !mayBid(leader)) return null;
  return mayBidFor(records.get(leader.bidderId), maximum.consent, editions, now) ? maximum.amount : null;
}

/** One statement each for bids, lot, entries, the leader's maximum, answers and facts, together on their way. */
async function write(tx: Transaction, { steps, kept, lot, maximum }: BatchOutcome, now: Date): Promise<void> {
  const writing: Promise<unknown>[] = [];
  const moved = movesOf(steps);
  if (steps.length > 0 && lot) {
    const log = steps.map(({ bid }) => bid);
    writing.push(insertBids(tx, log), updateBidding(tx, lot), updateEntries(tx, moved));
  }
  if (lot && maximum === null) writing.push(forgetMaximum(tx, lot.id));
  if (lot && maximum) writing.push(putMaximum(tx, { ...maximum, lotId: lot.id, at: now }));
  const [answered] = await Promise.all([insertAnswers(tx, kept), ...writing]);
  if (answered < kept.length) throw new KeyAnsweredElsewhere();
  await tx.publish(...steps.flatMap(factsOf), ...(lot ? moved.map((entry) => factOfMove(entry, lot)) : []));
}

const factsOf = ({ lot, bid, extended }: BidStep) => [
  bidAccepted(lot, bid),
  ...(extended ? [lotExtended(extended)] : []),
];

const factOfMove = (entry: Entry, lot: Lot) => (entry.state === 'LEADING' ? entryLed : entryOutbid)(entry, lot);

async function answersOf(tx: Transaction, { answers, steps, lot }: BatchOutcome): Promise<BidOutcome[]> {
  const bids = new Map(steps.map(({ bid }) => [bid.id, bid]));
  const repeated = answers.flatMap((answer) =>
    answer.kind === 'accepted' && !bids.has(answer.bidId) ? [answer.bidId] : [],
  );
  if (repeated.length > 0) for (const bid of await findBids(tx, repeated)) bids.set(bid.id, bid);
  return answers.map((answer) => {
    if (answer.kind === 'refused') return { ...answer, lot: lot ?? null };
    const bid = bids.get(answer.bidId);
    if (!bid || !lot) throw new Error('an accepted bid is not in the log');
    return { kind: 'accepted', bid, lot };
  });
}
