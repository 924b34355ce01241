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
}

export async function insertEntry(tx: Transaction, row: EntryRow): Promise<void> {
  await tx.query(
    sql`/* ledger.insertEntry */
    INSERT INTO ledger_entries (id, kind, leaf_hash, sealed_for, key_of, entry, at)
    VALUES (${row.id}, ${row.kind}, ${row.leafHash}, ${row.sealedFor}, ${row.keyOf}, ${row.entry}, ${row.at})`.prepared(),
  );
}

export async function leafHashOf(db: Queryable, id: string): Promise<string | undefined> {
  const row = await db.one<{ hash: string }>(sql`/* ledger.leafHashOf */
    SELECT encode(leaf_hash, 'hex') AS hash FROM ledger_entries WHERE id = ${id}`);
  return row?.hash;
}

/** The person's wrapped data key; `candidate` is kept when there was none. Two at once: both get the first one. */
export async function ensurePersonKey(
  tx: Transaction,
  citizenId: string,
  candidate: Buffer,
  at: Date,
): Promise<Buffer> {
  const inserted = await tx.one<{ key: Buffer }>(
    sql`/* person-keys.insert */
    INSERT INTO person_keys (citizen_id, wrapped_key, created_at) VALUES (${citizenId}, ${candidate}, ${at})
    ON CONFLICT DO NOTHING RETURNING wrapped_key AS key`.prepared(),
  );
  const found = inserted ?? (await findPersonKey(tx, citizenId));
  if (found === undefined) throw new Error('a person key vanished');
  return found.key;
}

export function findPersonKey(db: Queryable, citizenId: string): Promise<{ key: Buffer } | undefined> {
  return db.one(
    sql`/* person-keys.find */
    SELECT wrapped_key AS key FROM person_keys WHERE citizen_id = ${citizenId}`.prepared(),
  );
}
