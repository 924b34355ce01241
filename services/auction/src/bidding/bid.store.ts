import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { KnownConsent, KnownEdition } from '../bidders/consent-gate.js';
import type { Entry, EntryState } from '../entries/entry.js';
import { depositHeld } from '../entries/entry.store.js';
import type { Lot, RunnerUp } from '../lots/lot.js';
import type { EarlierAnswer } from './bid.js';
import { answerKey, type KeptAnswer } from './bid-batch.js';
import type { Bid } from './bid-step.js';

interface InputsRow {
  now: Date;
  editions: { number: number; effectiveAt: string; material: boolean }[] | null;
  entries:
    | {
        id: string;
        bidderId: string;
        bidderNumber: number;
        state: EntryState;
        depositHeld: boolean;
        version: number;
      }[]
    | null;
  answers: ({ bidderId: string; key: string } & EarlierAnswer)[] | null;
  maximum: { entryId: string; amount: string; consent: KnownConsent } | null;
  last_bid_id: string | null;
}

export interface BatchReads {
  /** `app_now()` after all locks were held. */
  readonly now: Date;
  readonly editions: KnownEdition[];
  readonly entries: Entry[];
  /** By `answerKey`. */
  readonly earlier: Map<string, EarlierAnswer>;
  /** Of who leads, whether or not it counts now. Amount in tyiyn. */
  readonly maximum: { readonly entryId: string; readonly amount: bigint; readonly consent: KnownConsent } | null;
  readonly lastBidId: string | null;
}

/** Who bid highest after the leader, and what: the last bid of somebody else, for prices rise. Null: nobody did. */
export async function runnerUpOf(db: Queryable, { id, leader }: Pick<Lot, 'id' | 'leader'>): Promise<RunnerUp | null> {
  if (leader === null) return null;
  const row = await db.one<{ entry_id: string; bidder_number: number; amount: bigint }>(sql`/* bids.runner-up */
    SELECT entry_id, bidder_number, amount FROM bids WHERE lot_id = ${id} AND entry_id <> ${leader.entryId}
    ORDER BY sequence DESC LIMIT 1`);
  return row ? { entryId: row.entry_id, bidderNumber: row.bidder_number, price: row.amount } : null;
}

/** All that a batch decides by, in one round trip, after the lot and the bidders are locked. */
export async function readBatch(
  tx: Transaction,
  lotId: string | null,
  bidderIds: readonly string[],
  keys: readonly string[],
): Promise<BatchReads> {
  const row = await tx.one<InputsRow>(
    sql`/* bids.inputs */
    SELECT app_now() AS now,
      (SELECT jsonb_agg(jsonb_build_object('number', number, 'effectiveAt', effective_at, 'material', material)) FROM editions) AS editions,
      (SELECT jsonb_agg(jsonb_build_object('id', e.id, 'bidderId', e.bidder_id, 'bidderNumber', e.bidder_number, 'state', e.state,
          'depositHeld', ${depositHeld}, 'version', e.version))
        FROM entries e WHERE e.lot_id = ${lotId}::uuid AND (e.bidder_id = ANY (${bidderIds}::uuid[]) OR e.state = 'LEADING')) AS entries,
      (SELECT jsonb_agg(jsonb_build_object('bidderId', a.bidder_id, 'key', a.key, 'bodyHash', a.body_hash, 'answer', a.answer))
        FROM unnest(${bidderIds}::uuid[], ${keys}::text[]) AS asked (bidder_id, key)
        JOIN bid_answers a ON a.bidder_id = asked.bidder_id AND a.key = asked.key) AS answers,
      (SELECT jsonb_build_object('entryId', m.entry_id, 'amount', m.amount::text,
          'consent', jsonb_build_object('edition', m.consent_edition, 'epoch', m.consent_epoch))
        FROM maximum_bids m WHERE m.lot_id = ${lotId}::uuid) AS maximum,
      (SELECT b.id FROM bids b WHERE b.lot_id = ${lotId}::uuid ORDER BY b.sequence DESC LIMIT 1) AS last_bid_id`,
  );
  if (!row) throw new Error('bids.inputs gave no row');
  return {
    now: row.now,
    editions: (row.editions ?? []).map((edition) => ({ ...edition, effectiveAt: new Date(edition.effectiveAt) })),
    entries: (row.entries ?? []).map((entry) => ({
      ...entry,
      lotId: lotId ?? '',
      certificateNumber: null,
      agreementEdition: null,
    })),
    maximum: row.maximum && { ...row.maximum, amount: BigInt(row.maximum.amount) },
    lastBidId: row.last_bid_id,
    earlier: new Map((row.answers ?? []).map((kept) => [answerKey(kept.bidderId, kept.key), kept])),
  };
}

/** Appends to the log, in one statement. The constraints of `bids` hold each row to the one before it. */
export async function insertBids(tx: Transaction, bids: readonly Bid[]): Promise<void> {
  const [first] = bids;
  if (!first) return;
  await tx.query(
    sql`/* bids.insert */
    INSERT INTO bids (id, lot_id, entry_id, bidder_number, sequence, amount, step, previous_amount, automatic, at)
    SELECT n.id, ${first.lotId}::uuid, n.entry_id, n.bidder_number, n.sequence, n.amount, n.step, n.previous_amount, n.automatic, n.at
    FROM unnest(${bids.map((bid) => bid.id)}::uuid[], ${bids.map((bid) => bid.entryId)}::uuid[],
      ${bids.map((bid) => bid.bidderNumber)}::int[], ${bids.map((bid) => bid.sequence)}::int[],
      ${bids.map((bid) => bid.amount)}::bigint[], ${bids.map((bid) => bid.step)}::bigint[],
      ${bids.map((bid) => bid.previousAmount)}::bigint[], ${bids.map((bid) => bid.automatic)}::boolean[],
      ${bids.map((bid) => bid.at)}::timestamptz[])
      AS n (id, entry_id, bidder_number, sequence, amount, step, previous_amount, automatic, at)`,
  );
}

/**
 * Keeps the answers of a batch; how many were kept. Fewer than given: the same key was answered meanwhile under
 * another lot's lock. Sorted, so that two lots' batches that share keys wait for each other in one order.
 */
export async function insertAnswers(tx: Transaction, answers: readonly KeptAnswer[]): Promise<number> {
  if (answers.length === 0) return 0;
  const sorted = answers.toSorted((a, b) => (answerKey(a.bidderId, a.key) < answerKey(b.bidderId, b.key) ? -1 : 1));
  const rows = await tx.query(
    sql`/* answers.insert */
    INSERT INTO bid_answers (bidder_id, key, lot_id, body_hash, answer)
    SELECT n.bidder_id, n.key, n.lot_id, n.body_hash, n.answer
    FROM unnest(${sorted.map((one) => one.bidderId)}::uuid[], ${sorted.map((one) => one.key)}::text[],
      ${sorted.map((one) => one.lotId)}::uuid[], ${sorted.map((one) => one.bodyHash)}::text[],
      ${sorted.map((one) => JSON.stringify(one.answer))}::jsonb[]) AS n (bidder_id, key, lot_id, body_hash, answer)
    ON CONFLICT DO NOTHING RETURNING 1 AS one`,
  );
  return rows.length;
}

interface BidRow {
  id: string;
  lot_id: string;
  entry_id: string;
  bidder_number: number;
  sequence: number;
  amount: bigint;
  step: bigint;
  previous_amount: bigint | null;
  automatic: boolean;
  at: Date;
}

function bidOf(row: BidRow): Bid {
  return {
    id: row.id,
    lotId: row.lot_id,
    entryId: row.entry_id,
    bidderNumber: row.bidder_number,
    sequence: row.sequence,
    amount: row.amount,
    step: row.step,
    previousAmount: row.previous_amount,
    automatic: row.automatic,
    at: row.at,
  };
}

const bidColumns = sql`b.id, b.lot_id, b.entry_id, b.bidder_number, b.sequence, b.amount, b.step, b.previous_amount, b.automatic, b.at`;

export async function findBids(db: Queryable, ids: readonly string[]): Promise<Bid[]> {
  const rows = await db.query<BidRow>(
    sql`/* bids.find */ SELECT ${bidColumns} FROM bids b WHERE b.id = ANY (${ids}::uuid[])`,
  );
  return rows.map(bidOf);
}

/** A page of a lot's log, newest first, before the given sequence. */
export async function bidPage(db: Queryable, lotId: string, before: number | null, limit: number): Promise<Bid[]> {
  const rows = await db.query<BidRow>(bidPageStatement(lotId, before, limit));
  return rows.map(bidOf);
}

export function bidPageStatement(lotId: string, before: number | null, limit: number): Sql {
  const after = before === null ? sql.empty : sql`AND b.sequence < ${before}`;
  return sql`/* bids.page */
    SELECT ${bidColumns} FROM bids b WHERE b.lot_id = ${lotId} ${after} ORDER BY b.sequence DESC LIMIT ${limit}`;
}

/** A lot's whole log, in order. */
export async function bidLog(db: Queryable, lotId: string): Promise<Bid[]> {
  const rows = await db.query<BidRow>(
    sql`/* bids.log */ SELECT ${bidColumns} FROM bids b WHERE b.lot_id = ${lotId} ORDER BY b.sequence`,
  );
  return rows.map(bidOf);
}
