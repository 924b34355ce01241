import { sql } from './sql.js';
import type { Queryable, Transaction } from './types.js';

/**
 * Notes that `consumer` handles `eventId`, in the transaction of the effect. `false`: it was handled before.
 * Two deliveries at once: the second insert waits for the first transaction, then sees its row.
 */
export async function consumeOnce(tx: Transaction, consumer: string, eventId: string): Promise<boolean> {
  const row = await tx.one(
    sql`/* inbox.insert */
    INSERT INTO inbox (consumer, event_id) VALUES (${consumer}, ${eventId}) ON CONFLICT DO NOTHING RETURNING 1 AS one`,
  );
  return row !== undefined;
}

/** Deletes up to `limit` rows handled more than `days` ago; how many were there. */
export async function pruneInbox(db: Queryable, days: number, limit: number): Promise<number> {
  const rows = await db.query(sql`/* inbox.prune */
    DELETE FROM inbox WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM inbox WHERE handled_at < app_now() - ${days}::int * interval '1 day' LIMIT ${limit}))
    RETURNING 1 AS one`);
  return rows.length;
}
