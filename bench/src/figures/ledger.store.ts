import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@belgi/contracts';
import type { TestSystem } from '@belgi/testkit';

type Database = TestSystem['databases']['privacy'];

/** The ledger's own table, or one that is like it in columns, constraints and indexes, and has no triggers. */
export type EntryTable = 'ledger_entries' | 'bench_entries';

/** About what a read by an agency has: sealed, with its salt. */
const ENTRY_BYTES = 480;

/** Entries and their leaf hashes, made before anything is timed. */
export interface Rows {
  readonly entries: readonly Buffer[];
  readonly hashes: readonly Buffer[];
}

export function rowsOf(count: number): Rows {
  const entries = Array.from({ length: count }, () => randomBytes(ENTRY_BYTES));
  return { entries, hashes: entries.map((entry) => createHash('sha256').update('\0').update(entry).digest()) };
}

/** One transaction. The ids are new each time, the bytes are not: they are not what is measured. */
export async function insertRows(database: Database, table: EntryTable, { entries, hashes }: Rows): Promise<void> {
  await database.query(
    `/* bench.insertRows */ INSERT INTO ${table} (id, kind, leaf_hash, sealed_for, key_of, entry, at)
     SELECT id, 'DISCLOSURE_READ', hash, 'PERSON', id, entry, app_now()
     FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS row (id, hash, entry)`,
    [entries.map(() => newId()), hashes, entries],
  );
}

export async function makeBareTable(database: Database): Promise<void> {
  await database.query('/* bench.makeBareTable */ CREATE TABLE bench_entries (LIKE ledger_entries INCLUDING ALL)');
}

export async function dropBareTable(database: Database): Promise<void> {
  await database.query('/* bench.dropBareTable */ DROP TABLE bench_entries');
}

/** The longest from an entry to the checkpoint that covers it, in seconds: of each checkpoint, its oldest new leaf waited longest. What the first covers is older than the processes. */
export async function longestUnsigned(database: Database): Promise<number> {
  const row = await database.one<{ seconds: number }>(
    `/* bench.longestUnsigned */ SELECT coalesce(max(extract(epoch FROM c.published_at - e.at)), 0)::float8 AS seconds
     FROM (SELECT min(published_at) AS published_at, size, lag(size, 1, 0::bigint) OVER (ORDER BY size) AS before
           FROM ledger_checkpoints GROUP BY size) AS c
     JOIN ledger_leaves l ON l.position = c.before JOIN ledger_entries e ON e.id = l.entry_id WHERE c.before > 0`,
  );
  return row?.seconds ?? 0;
}

/** Entries in the tree, and entries that wait for a place in it. */
export async function progress(database: Database): Promise<{ placed: number; waiting: number }> {
  const row = await database.one<{ placed: string; waiting: string }>(
    '/* bench.progress */ SELECT size AS placed, (SELECT count(*) FROM ledger_queue) AS waiting FROM ledger_tree',
  );
  return { placed: Number(row?.placed ?? 0), waiting: Number(row?.waiting ?? 0) };
}
