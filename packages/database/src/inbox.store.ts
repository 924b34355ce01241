import { sql } from './sql.js';
import type { Queryable, Transaction } from './types.js';

/**
 * Notes that `consumer` handles `eventId`, in the transaction of the effect. `false`: it was handled before.
 * Two deliveries at once: the second insert waits for the first transaction, then sees its row.
 */
export async function consumeOnce(tx: Transaction, consumer: string, eventId: string): Promise<boolean> {
  return (await consumeEachOnce(tx, consumer, [eventId])).size > 0;
}

/** The same of several; those that were not handled before, in lower case. */
export async function consumeEachOnce(
  tx: Transaction,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    sql`/* inbox.insert */
    INSERT INTO inbox (consumer, event_id) SELECT ${consumer}, id FROM unnest(${eventIds}::uuid[]) AS id ORDER BY id
    ON CONFLICT DO NOTHING RETURNING event_id AS id`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** From here on a statement of this transaction that waits longer than this for a row fails (55P03). */
export async function limitLockWaits(tx: Transaction, ms: number): Promise<void> {
  await tx.query(sql`/* inbox.limit-lock-waits */ SELECT set_config('lock_timeout', ${String(ms)}, true) AS set`);
}

/** Deletes up to `limit` rows handled more than `days` ago; how many were there. */
export async function pruneInbox(db: Queryable, days: number, limit: number): Promise<number> {
  const rows = await db.query(sql`/* inbox.prune */
    DELETE FROM inbox WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM inbox WHERE handled_at < app_now() - ${days}::int * interval '1 day' LIMIT ${limit}))
    RETURNING 1 AS one`);
  return rows.length;
}
