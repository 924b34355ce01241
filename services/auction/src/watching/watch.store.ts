import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { DigitsClass, LettersClass } from '../catalogue/combination-class.js';
import type { Lot } from '../lots/lot.js';
import { type LotRow, lotColumns, lotOf } from '../lots/lot.store.js';
import type { WatchedPattern } from './watch.js';

/** Two requests of one person, one after the other: a limit is counted by one of them at a time. Ends with the transaction. */
export async function lockWatchList(tx: Transaction, watcherId: string): Promise<void> {
  await tx.query(sql`/* watching.lock */
    SELECT pg_advisory_xact_lock(hashtextextended('auction.watching ' || ${watcherId}::text, 0)) IS NULL AS locked`);
}

/** How much somebody watches, but for the lot that is asked about. */
export async function watchCounts(
  db: Queryable,
  watcherId: string,
  lotId: string | null,
): Promise<{ lots: number; patterns: number }> {
  const row = await db.one<{ lots: number; patterns: number }>(sql`/* watching.counts */
    SELECT (SELECT count(*)::int FROM watched_lots WHERE watcher_id = ${watcherId} AND lot_id IS DISTINCT FROM ${lotId}::uuid) AS lots,
      (SELECT count(*)::int FROM watched_patterns WHERE watcher_id = ${watcherId}) AS patterns`);
  return row ?? { lots: 0, patterns: 0 };
}

/** Watching twice is watching once. */
export async function insertWatchedLot(
  tx: Transaction,
  watched: { id: string; watcherId: string; lotId: string; since: Date },
): Promise<void> {
  await tx.query(sql`/* watched-lots.insert */
    INSERT INTO watched_lots (id, watcher_id, lot_id, since)
    VALUES (${watched.id}, ${watched.watcherId}, ${watched.lotId}, ${watched.since}) ON CONFLICT DO NOTHING`);
}

export async function deleteWatchedLot(db: Queryable, watcherId: string, lotId: string): Promise<void> {
  await db.query(
    sql`/* watched-lots.delete */ DELETE FROM watched_lots WHERE watcher_id = ${watcherId} AND lot_id = ${lotId}`,
  );
}

export interface WatchedLot {
  readonly id: string;
  readonly lot: Lot;
  readonly since: Date;
}

/** A page of what somebody watches, what they watch shortest first. */
export async function watchedLotPage(
  db: Queryable,
  watcherId: string,
  afterId: string | null,
  limit: number,
): Promise<WatchedLot[]> {
  const after = afterId === null ? sql.empty : sql`AND w.id < ${afterId}::uuid`;
  const rows = await db.query<LotRow & { watched_id: string; since: Date }>(sql`/* watched-lots.page */
    SELECT w.id AS watched_id, w.since, ${lotColumns} FROM watched_lots w JOIN lots l ON l.id = w.lot_id
    WHERE w.watcher_id = ${watcherId} ${after} ORDER BY w.id DESC LIMIT ${limit}`);
  return rows.map((row) => ({ id: row.watched_id, since: row.since, lot: lotOf(row) }));
}

interface PatternRow {
  id: string;
  region: string | null;
  digits: string | null;
  letters: string | null;
  digits_class: DigitsClass | null;
  letters_class: LettersClass | null;
  max_price: bigint | null;
  since: Date;
}

function patternOf(row: PatternRow): WatchedPattern {
  const { id, region, digits, letters, since } = row;
  return {
    ...{ id, region, digits, letters, since },
    ...{ digitsClass: row.digits_class, lettersClass: row.letters_class, maxPrice: row.max_price },
  };
}

const patternColumns = sql`id, region, digits, letters, digits_class, letters_class, max_price, since`;

export async function insertPattern(tx: Transaction, watcherId: string, pattern: WatchedPattern): Promise<void> {
  await tx.query(sql`/* watched-patterns.insert */
    INSERT INTO watched_patterns (watcher_id, ${patternColumns})
    VALUES (${watcherId}, ${pattern.id}, ${pattern.region}, ${pattern.digits}, ${pattern.letters}, ${pattern.digitsClass},
      ${pattern.lettersClass}, ${pattern.maxPrice}, ${pattern.since})`);
}

/** What somebody watches, the newest first: never more than `MAX_WATCHED_PATTERNS`. */
export async function patternsOf(db: Queryable, watcherId: string): Promise<WatchedPattern[]> {
  const rows = await db.query<PatternRow>(sql`/* watched-patterns.of */
    SELECT ${patternColumns} FROM watched_patterns WHERE watcher_id = ${watcherId} ORDER BY id DESC`);
  return rows.map(patternOf);
}

/** @returns what was watched; undefined: nothing of theirs under that id */
export async function deletePattern(db: Queryable, watcherId: string, id: string): Promise<WatchedPattern | undefined> {
  const row = await db.one<PatternRow>(sql`/* watched-patterns.delete */
    DELETE FROM watched_patterns WHERE id = ${id} AND watcher_id = ${watcherId} RETURNING ${patternColumns}`);
  return row && patternOf(row);
}

/** All that somebody watches goes; how many rows of each kind. */
export async function destroyWatchList(
  tx: Transaction,
  watcherId: string,
): Promise<{ lots: number; patterns: number }> {
  const lots = await tx.query(
    sql`/* erasure.watched-lots */ DELETE FROM watched_lots WHERE watcher_id = ${watcherId} RETURNING 1 AS one`,
  );
  const patterns = await tx.query(
    sql`/* erasure.watched-patterns */ DELETE FROM watched_patterns WHERE watcher_id = ${watcherId} RETURNING 1 AS one`,
  );
  return { lots: lots.length, patterns: patterns.length };
}
