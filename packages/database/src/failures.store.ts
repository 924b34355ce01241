import { sql } from './sql.js';
import type { Queryable } from './types.js';

/**
 * Notes that the handler failed, in a transaction of its own after the one that failed: it commits only while the
 * database is there, so an outage counts nothing. Not taken from the transport's count of deliveries, which grows with
 * every outage, shutdown and kill, and starts anew with a new consumer. One row per event for all replicas.
 * @returns failures so far, this one included
 */
export async function countFailure(tx: Queryable, consumer: string, eventId: string): Promise<number> {
  const row = await tx.one<{ failures: number }>(sql`/* failures.count */
    INSERT INTO inbox_failures AS f (consumer, event_id, failures) VALUES (${consumer}, ${eventId}, 1)
    ON CONFLICT (consumer, event_id) DO UPDATE SET failures = f.failures + 1, failed_at = app_now()
    RETURNING failures`);
  return row?.failures ?? 1;
}

/** The event was handled, or is dead. */
export async function forgetFailures(tx: Queryable, consumer: string, eventId: string): Promise<void> {
  await tx.query(sql`/* failures.forget */
    DELETE FROM inbox_failures WHERE consumer = ${consumer} AND event_id = ${eventId}`);
}

/**
 * Deletes up to `limit` counts untouched for `days`, of events that have left the stream meanwhile; how many were
 * there. Events that end are forgotten one by one, so few are ever found.
 */
export async function pruneFailures(db: Queryable, days: number, limit: number): Promise<number> {
  const rows = await db.query(sql`/* failures.prune */
    DELETE FROM inbox_failures WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM inbox_failures WHERE failed_at < app_now() - ${days}::int * interval '1 day' LIMIT ${limit}))
    RETURNING 1 AS one`);
  return rows.length;
}
