import { type Queryable, sql } from '@belgi/database';

/** For how long the oldest entry that no published checkpoint covers has waited, in seconds by the database's clock; 0: none waits. */
export async function unsignedSeconds(db: Queryable): Promise<number> {
  const row = await db.one<{ seconds: number }>(sql`/* ledger-checkpoints.age */
    WITH signed AS (SELECT coalesce(max(size), 0) AS size FROM ledger_checkpoints),
      waiting AS (
        (SELECT entry_id FROM ledger_leaves WHERE position >= (SELECT size FROM signed) ORDER BY position LIMIT 1)
        UNION ALL (SELECT entry_id FROM ledger_queue ORDER BY entry_id LIMIT 1))
    SELECT coalesce(extract(epoch FROM app_now() - min(e.at)), 0)::float8 AS seconds
    FROM waiting w JOIN ledger_entries e ON e.id = w.entry_id`);
  return Math.max(row?.seconds ?? 0, 0);
}
