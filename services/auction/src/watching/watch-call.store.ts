import { type Queryable, sql, type Transaction } from '@belgi/database';
import { CLOSES_SOON_MINUTES, type WatchKind } from './watch.js';

/** Something that watchers of a lot are being told, and after whom. */
export interface WatchCall {
  readonly lotId: string;
  readonly kind: WatchKind;
  readonly afterWatcher: string | null;
}

/**
 * Has watchers told of what becomes of a lot, each kind once: one row, however many they are, in the transaction of that act. No row
 * where nobody watches.
 */
export async function callWatchers(
  tx: Transaction,
  lotId: string,
  kind: Exclude<WatchKind, 'CLOSES_SOON'>,
): Promise<void> {
  const somebody =
    kind === 'PLANNED' ? sql`SELECT 1 FROM watched_patterns` : sql`SELECT 1 FROM watched_lots WHERE lot_id = ${lotId}`;
  await tx.query(sql`/* watch-calls.insert */
    INSERT INTO watch_calls (lot_id, kind, due_at) SELECT ${lotId}, ${kind}, app_now() WHERE EXISTS (${somebody}) ON CONFLICT DO NOTHING`);
}

/** The same of watched lots whose end is near; whoever lets the end move is not told again. */
export async function callBeforeTheEnd(db: Queryable): Promise<void> {
  await db.query(sql`/* watch-calls.closes-soon */
    INSERT INTO watch_calls (lot_id, kind, due_at)
    SELECT l.id, 'CLOSES_SOON', app_now() FROM lots l
    WHERE l.state = 'OPEN' AND l.closes_at <= app_now() + make_interval(mins => ${CLOSES_SOON_MINUTES}) AND l.closes_at > app_now()
      AND EXISTS (SELECT 1 FROM watched_lots w WHERE w.lot_id = l.id)
      AND NOT EXISTS (SELECT 1 FROM watch_calls c WHERE c.lot_id = l.id AND c.kind = 'CLOSES_SOON')
    ON CONFLICT DO NOTHING`);
}

/** The call that is due longest, and nobody else's meanwhile. */
export async function claimCall(tx: Transaction): Promise<WatchCall | undefined> {
  const row = await tx.one<{
    lot_id: string;
    kind: WatchKind;
    after_watcher: string | null;
  }>(sql`/* watch-calls.claim */
    SELECT lot_id, kind, after_watcher FROM watch_calls WHERE done_at IS NULL AND due_at <= app_now()
    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`);
  return row && { lotId: row.lot_id, kind: row.kind, afterWatcher: row.after_watcher };
}

/** The next who watch, by their ids: the lot, or a combination that it has. */
export async function nextWatchers(
  db: Queryable,
  { lotId, kind, afterWatcher }: WatchCall,
  limit: number,
): Promise<string[]> {
  const after = afterWatcher === null ? sql.empty : sql`AND w.watcher_id > ${afterWatcher}::uuid`;
  const watching =
    kind === 'PLANNED'
      ? sql`SELECT DISTINCT w.watcher_id FROM watched_patterns w JOIN lots l ON l.id = ${lotId}
          AND (w.region IS NULL OR w.region = l.region) AND (w.max_price IS NULL OR l.price <= w.max_price)
          AND (w.digits_class IS NULL OR w.digits_class = l.digits_class) AND (w.letters_class IS NULL OR w.letters_class = l.letters_class)
          AND (w.digits IS NULL OR l.digits LIKE translate(w.digits, '*?', '%_'))
          AND (w.letters IS NULL OR l.letters LIKE translate(w.letters, '*?', '%_')) WHERE true`
      : sql`SELECT w.watcher_id FROM watched_lots w WHERE w.lot_id = ${lotId}`;
  const rows = await db.query<{ watcher_id: string }>(sql`/* watch-calls.audience */
    ${watching} ${after} ORDER BY w.watcher_id LIMIT ${limit}`);
  return rows.map((row) => row.watcher_id);
}

/** How far a call has come, and from when on the next may be told; at the end nobody stands in it. */
export async function advanceCall(
  tx: Transaction,
  { lotId, kind }: Pick<WatchCall, 'lotId' | 'kind'>,
  { after, done, restMs }: { readonly after: string | null; readonly done: boolean; readonly restMs: number },
): Promise<void> {
  await tx.query(sql`/* watch-calls.advance */
    UPDATE watch_calls SET after_watcher = ${done ? null : after}::uuid, due_at = app_now() + make_interval(secs => ${restMs / 1_000}::float8),
      done_at = CASE WHEN ${done}::boolean THEN app_now() END
    WHERE lot_id = ${lotId} AND kind = ${kind}`);
}
