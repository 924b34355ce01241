import { type Queryable, sql } from '@belgi/database';

/** Bidders who consent to edition 1 and watch the lot: as many as an announcement walks. */
export async function watchedByMany(db: Queryable, lotId: string, count: number): Promise<void> {
  await db.query(sql`/* watching.many */
    WITH people AS (INSERT INTO bidders (id, consent_epoch, consent_edition)
      SELECT gen_random_uuid(), 1, 1 FROM generate_series(1, ${count}) RETURNING id)
    INSERT INTO watched_lots (id, watcher_id, lot_id, since) SELECT gen_random_uuid(), id, ${lotId}, app_now() FROM people`);
}

/** Of the tables of watch lists, how many rows speak of this person. */
export async function watchRowsOf(db: Queryable, watcherId: string): Promise<number> {
  const row = await db.one<{ rows: number }>(sql`/* watching.rows */
    SELECT (SELECT count(*) FROM watched_lots WHERE watcher_id = ${watcherId})::int
      + (SELECT count(*) FROM watched_patterns WHERE watcher_id = ${watcherId})::int
      + (SELECT count(*) FROM watch_calls WHERE after_watcher = ${watcherId})::int AS rows`);
  return row?.rows ?? 0;
}

export async function openCalls(db: Queryable): Promise<number> {
  const row = await db.one<{ calls: number }>(
    sql`/* watching.open-calls */ SELECT count(*)::int AS calls FROM watch_calls WHERE done_at IS NULL`,
  );
  return row?.calls ?? 0;
}
