import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { BidderRecord } from '../bidders/bidder.js';
import { type BidderRow, bidderColumns, bidderOf } from '../bidders/bidder.store.js';
import type { LotPolicy } from '../lots/lot.js';
import type { AppealGround, AppealOutcome, AppealReason, BiddingBlock, Strike } from './strike.js';

interface StrikeRow {
  id: string;
  bidder_id: string;
  entry_id: string;
  lot_id: string;
  given_at: Date;
  lifted_at: Date | null;
  price: bigint;
  ground: AppealGround | null;
  reference: string | null;
  filed_at: Date | null;
  due_at: Date | null;
  decided_at: Date | null;
  outcome: AppealOutcome | null;
  reason: AppealReason | null;
}

/** A block for good, as the bidder's row says it: a date that any client can read, and nobody lives to see. */
const FOR_GOOD = '9999-12-31T00:00:00.000Z';

const strikes: Sql = sql`SELECT s.id, s.bidder_id, s.entry_id, e.lot_id, s.given_at, s.lifted_at,
    CASE WHEN l.second_entry_id = s.entry_id THEN l.second_price ELSE l.current_price END AS price,
    a.ground, a.reference, a.filed_at, a.due_at, a.decided_at, a.outcome, a.reason
  FROM strikes s JOIN entries e ON e.id = s.entry_id JOIN lots l ON l.id = e.lot_id LEFT JOIN strike_appeals a ON a.strike_id = s.id`;

function strikeOf(row: StrikeRow): Strike {
  const { ground, reference, filed_at, due_at } = row;
  return {
    id: row.id,
    bidderId: row.bidder_id,
    entryId: row.entry_id,
    lotId: row.lot_id,
    givenAt: row.given_at,
    liftedAt: row.lifted_at,
    price: row.price,
    appeal:
      ground && filed_at && due_at
        ? {
            ...{ ground, reference, filedAt: filed_at, dueAt: due_at },
            ...{ decidedAt: row.decided_at, outcome: row.outcome, reason: row.reason },
          }
        : null,
  };
}

/**
 * Locks these bidders for a change of their standing, in the order of their ids, after the lot. Stronger than the lock of batches
 * from the first moment on: who would raise a shared one could wait for somebody who waits for them.
 */
export async function lockForStrike(tx: Transaction, ids: readonly string[]): Promise<Map<string, BidderRecord>> {
  const rows = await tx.query<BidderRow>(sql`/* standing.lock */
    SELECT ${bidderColumns} FROM bidders b WHERE b.id = ANY (${ids}::uuid[]) ORDER BY b.id FOR NO KEY UPDATE OF b`);
  return new Map(rows.map((row) => [row.id, bidderOf(row)]));
}

export async function insertStrike(
  tx: Transaction,
  strike: { id: string; entryId: string; bidderId: string; at: Date },
): Promise<void> {
  await tx.query(sql`/* strikes.insert */ INSERT INTO strikes (id, entry_id, bidder_id, given_at)
    VALUES (${strike.id}, ${strike.entryId}, ${strike.bidderId}, ${strike.at})`);
}

/** Strikes that stand and were not counted for a block, and blocks that were not taken back. */
export async function countedAgainst(db: Queryable, bidderId: string): Promise<{ strikes: number; blocks: number }> {
  const row = await db.one<{ strikes: number; blocks: number }>(sql`/* standing.count */
    SELECT (SELECT count(*)::int FROM strikes WHERE bidder_id = ${bidderId} AND block_id IS NULL AND lifted_at IS NULL) AS strikes,
      (SELECT count(*)::int FROM bidding_blocks WHERE bidder_id = ${bidderId} AND lifted_at IS NULL) AS blocks`);
  if (!row) throw new Error('standing.count gave no row');
  return row;
}

/** Blocks somebody from `since` on, for the strikes that were not counted yet. @param months null: for good. */
export async function insertBlock(
  tx: Transaction,
  block: { id: string; bidderId: string; since: Date; months: number | null },
): Promise<void> {
  await tx.query(sql`/* blocks.insert */ INSERT INTO bidding_blocks (id, bidder_id, since, until)
    VALUES (${block.id}, ${block.bidderId}, ${block.since}, ${block.since}::timestamptz + make_interval(months => ${block.months}::int))`);
  await tx.query(sql`/* strikes.count-for */ UPDATE strikes SET block_id = ${block.id}
    WHERE bidder_id = ${block.bidderId} AND block_id IS NULL AND lifted_at IS NULL`);
}

/** What a bidder's standing is worth now, written to the row that decides who may take part. @returns what to tell; null: they were erased */
export async function restateStanding(
  tx: Transaction,
  bidderId: string,
): Promise<{ version: number; strikes: number; blockedUntil: Date | null } | null> {
  const row = await tx.one<{ version: number; strikes: number; until: Date | null }>(sql`/* standing.restate */
    UPDATE bidders b SET standing_version = b.standing_version + 1, struck_until = (
      SELECT max(coalesce(k.until, ${FOR_GOOD}::timestamptz)) FROM bidding_blocks k WHERE k.bidder_id = b.id AND k.lifted_at IS NULL)
    WHERE b.id = ${bidderId} AND b.status <> 'ERASED'
    RETURNING b.standing_version AS version, b.struck_until AS until, (SELECT count(*)::int FROM strikes s
      WHERE s.bidder_id = b.id AND s.block_id IS NULL AND s.lifted_at IS NULL) AS strikes`);
  return row ? { version: row.version, strikes: row.strikes, blockedUntil: row.until } : null;
}

export async function findStrike(db: Queryable, id: string): Promise<Strike | undefined> {
  const row = await db.one<StrikeRow>(sql`/* strikes.find */ ${strikes} WHERE s.id = ${id}`);
  return row && strikeOf(row);
}

/** One person's strikes, newest first. */
export async function strikesOf(db: Queryable, bidderId: string): Promise<Strike[]> {
  const rows = await db.query<StrikeRow>(
    sql`/* strikes.of-bidder */ ${strikes} WHERE s.bidder_id = ${bidderId} ORDER BY s.id DESC`,
  );
  return rows.map(strikeOf);
}

export async function blocksOf(db: Queryable, bidderId: string): Promise<BiddingBlock[]> {
  return db.query<BiddingBlock & Record<string, unknown>>(sql`/* blocks.of-bidder */
    SELECT id, since, until, lifted_at AS "liftedAt" FROM bidding_blocks WHERE bidder_id = ${bidderId} ORDER BY id DESC`);
}

/** What is to be decided, what is due first first: one page. */
export async function openAppeals(db: Queryable, after: readonly [Date, string] | null, limit: number) {
  const [dueAt, id] = after ?? [null, null];
  const rows = await db.query<StrikeRow>(sql`/* appeals.open */ ${strikes}
    WHERE a.decided_at IS NULL AND a.strike_id IS NOT NULL
      AND (${id}::uuid IS NULL OR (a.due_at, a.strike_id) > (${dueAt}::timestamptz, ${id}::uuid))
    ORDER BY a.due_at, a.strike_id LIMIT ${limit}`);
  return rows.map(strikeOf);
}

export async function insertAppeal(
  tx: Transaction,
  appeal: { strikeId: string; ground: AppealGround; reference: string | null; filedAt: Date; dueAt: Date },
): Promise<void> {
  await tx.query(sql`/* appeals.insert */ INSERT INTO strike_appeals (strike_id, ground, reference, filed_at, due_at)
    VALUES (${appeal.strikeId}, ${appeal.ground}, ${appeal.reference}, ${appeal.filedAt}, ${appeal.dueAt})`);
}

export async function writeDecision(
  tx: Transaction,
  decision: { strikeId: string; at: Date; decidedBy: string; outcome: AppealOutcome; reason: AppealReason },
): Promise<void> {
  await tx.query(sql`/* appeals.decide */ UPDATE strike_appeals
    SET decided_at = ${decision.at}, decided_by = ${decision.decidedBy}, outcome = ${decision.outcome}, reason = ${decision.reason}
    WHERE strike_id = ${decision.strikeId}`);
}

/**
 * Takes a strike back. A block that it was counted for, and that the others alone would not have brought, is lifted with it; then those
 * count towards the next again.
 */
export async function liftStrike(
  tx: Transaction,
  strikeId: string,
  { strikeLimit, strikeBlockMonths }: Pick<LotPolicy, 'strikeLimit' | 'strikeBlockMonths'>,
  at: Date,
): Promise<void> {
  const strike = await tx.one<{ block_id: string | null; bidder_id: string }>(sql`/* strikes.lift */
    UPDATE strikes SET lifted_at = ${at} WHERE id = ${strikeId} RETURNING block_id, bidder_id`);
  if (!strike?.block_id) return;
  const lifted = await tx.one(sql`/* blocks.lift */ UPDATE bidding_blocks SET lifted_at = ${at}
    WHERE id = ${strike.block_id} AND lifted_at IS NULL
      AND (SELECT count(*) FROM strikes WHERE block_id = ${strike.block_id} AND lifted_at IS NULL) <= ${strikeLimit} RETURNING id`);
  if (!lifted) return;
  await tx.query(
    sql`/* strikes.uncount */ UPDATE strikes SET block_id = NULL WHERE block_id = ${strike.block_id} AND lifted_at IS NULL`,
  );
  // What was the second block, and for good, is the first now.
  await tx.query(sql`/* blocks.no-longer-for-good */ UPDATE bidding_blocks b SET until = b.since + make_interval(months => ${strikeBlockMonths}::int)
    WHERE b.bidder_id = ${strike.bidder_id} AND b.until IS NULL AND b.lifted_at IS NULL
      AND NOT EXISTS (SELECT FROM bidding_blocks e WHERE e.bidder_id = b.bidder_id AND e.id < b.id AND e.lifted_at IS NULL)`);
}
