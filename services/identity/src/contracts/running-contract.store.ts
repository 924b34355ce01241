import { type Queryable, sql, type Transaction } from '@belgi/database';

/** One entry as auction last told of it. */
export interface ToldEntry {
  readonly entryId: string;
  readonly citizenId: string;
  /** A lot is led, or won and not settled: the person is party to a contract, whatever they withdraw. */
  readonly binds: boolean;
  readonly version: number;
}

/** Keeps the newest state of an entry; an older fact that arrives late changes nothing. */
export async function applyEntry(tx: Transaction, entry: ToldEntry): Promise<void> {
  await tx.query(
    sql`/* running_contracts.apply */
    INSERT INTO running_contracts AS known (entry_id, citizen_id, binds, version)
    VALUES (${entry.entryId}, ${entry.citizenId}, ${entry.binds}, ${entry.version})
    ON CONFLICT (entry_id) DO UPDATE SET binds = excluded.binds, version = excluded.version
    WHERE known.version < excluded.version`,
  );
}

export async function isBound(db: Queryable, citizenId: string): Promise<boolean> {
  const row = await db.one(sql`/* running_contracts.isBound */
    SELECT 1 AS bound FROM running_contracts WHERE citizen_id = ${citizenId} AND binds LIMIT 1`);
  return row !== undefined;
}
