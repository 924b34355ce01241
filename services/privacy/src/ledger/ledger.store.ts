import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { EntryKind } from './ledger-entry.js';

export interface EntryRow {
  readonly id: string;
  readonly kind: EntryKind;
  readonly leafHash: Buffer;
  readonly sealedFor: 'PUBLIC' | 'PERSON' | 'CASE';
  readonly keyOf: string | null;
  readonly entry: Buffer;
  readonly at: Date;
  /** See row-seal.ts; none in rows from before there were seals. */
  readonly rowSeal?: Buffer;
}

export async function insertEntry(tx: Transaction, row: EntryRow): Promise<void> {
  await tx.query(
    sql`/* ledger.insertEntry */
    INSERT INTO ledger_entries (id, kind, leaf_hash, sealed_for, key_of, entry, at, row_seal)
    VALUES (${row.id}, ${row.kind}, ${row.leafHash}, ${row.sealedFor}, ${row.keyOf}, ${row.entry}, ${row.at}, ${row.rowSeal ?? null})`,
  );
}

export async function leafHashOf(db: Queryable, id: string): Promise<string | undefined> {
  const row = await db.one<{ hash: string }>(sql`/* ledger.leafHashOf */
    SELECT encode(leaf_hash, 'hex') AS hash FROM ledger_entries WHERE id = ${id}`);
  return row?.hash;
}

/**
 * The person's wrapped data key; `candidate` is kept when there was none. Two at once: both get the first one.
 * Of a person who was erased `candidate` comes back and is kept nowhere: what is sealed under it nobody can open, now or later.
 */
export async function ensurePersonKey(
  tx: Transaction,
  citizenId: string,
  candidate: Buffer,
  at: Date,
): Promise<Buffer> {
  const inserted = await tx.one<{ key: Buffer }>(
    sql`/* person-keys.insert */
    INSERT INTO person_keys (citizen_id, wrapped_key, created_at) VALUES (${citizenId}, ${candidate}, ${at})
    ON CONFLICT DO NOTHING RETURNING wrapped_key AS key`,
  );
  const found = inserted ?? (await findPersonKey(tx, citizenId));
  return found?.key ?? candidate;
}

export function findPersonKey(db: Queryable, citizenId: string): Promise<{ key: Buffer } | undefined> {
  return db.one(
    sql`/* person-keys.find */
    SELECT wrapped_key AS key FROM person_keys WHERE citizen_id = ${citizenId} AND wrapped_key IS NOT NULL`,
  );
}

/** An entry with its place in the tree and the key that opens it. */
export interface PlacedEntry {
  readonly id: string;
  readonly sealedFor: EntryRow['sealedFor'];
  readonly entry: Buffer;
  readonly position: number;
  /** Null: public, or destroyed. */
  readonly wrappedKey: Buffer | null;
}

/** Those that have a position, in no order. */
export async function findPlacedEntries(db: Queryable, ids: readonly string[]): Promise<PlacedEntry[]> {
  const rows = await db.query<Omit<PlacedEntry, 'position'> & { position: string }>(sql`/* ledger.findPlacedEntries */
    SELECT e.id, e.sealed_for AS "sealedFor", e.entry, leaf.position, coalesce(p.wrapped_key, c.wrapped_key) AS "wrappedKey"
    FROM ledger_entries e JOIN ledger_leaves leaf ON leaf.entry_id = e.id
    LEFT JOIN person_keys p ON e.sealed_for = 'PERSON' AND p.citizen_id = e.key_of
    LEFT JOIN letters c ON e.sealed_for = 'CASE' AND c.id = e.key_of
    WHERE e.id = ANY (${ids}::uuid[])`);
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}
