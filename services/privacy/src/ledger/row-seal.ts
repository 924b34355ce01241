import { createHash } from 'node:crypto';
import { type Sealer, UnsealError } from '@belgi/access';
import { canonicalJson } from '@belgi/proof';
import type { EntryRow } from './ledger.store.js';
import type { EntryValue } from './ledger-entry.js';

/**
 * The attack: somebody with the rights of the owner changes columns of a row that no leaf can be recomputed for, or links
 * checkpoints past one that they deleted. A seal holds what the row said when it was written, under a key that only
 * master keys open; it is bound to its row, so that it fits no other.
 */
export type SealedColumns = Readonly<Record<string, EntryValue>>;

export type SealedTable = 'ledger_entries' | 'ledger_checkpoints';
const placeOf = (table: SealedTable, row: string) => ({ table, column: 'row_seal', row });
const digest = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** One for each process, never stored but beside what it seals: nothing to lose, and nobody waits for it. */
const sealKeys = new WeakMap<Sealer, Buffer>();
function keyFor(sealer: Sealer): Buffer {
  const key = sealKeys.get(sealer) ?? sealer.newDataKey().wrapped;
  sealKeys.set(sealer, key);
  return key;
}

/** Bytes of the length that a seal begins with; then the wrapped key, then what it seals. */
const LENGTH_BYTES = 2;

/** @param row what the seal is bound to: the id of an entry, the size of a checkpoint */
export function sealRow(sealer: Sealer, table: SealedTable, row: string, columns: SealedColumns): Buffer {
  const key = keyFor(sealer);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(key.length);
  return Buffer.concat([length, key, sealer.seal(key, canonicalJson(columns), placeOf(table, row))]);
}

/** What the row said when it was written. @throws UnsealError when this is no seal of that row */
export function openRowSeal(sealer: Sealer, table: SealedTable, row: string, seal: Buffer): SealedColumns {
  if (seal.length < LENGTH_BYTES) throw new UnsealError('too short');
  const end = LENGTH_BYTES + seal.readUInt16BE();
  const key = seal.subarray(LENGTH_BYTES, end);
  return JSON.parse(sealer.openText(key, seal.subarray(end), placeOf(table, row)));
}

/** All but the id, which the seal is bound to. */
export function entryColumns(row: Omit<EntryRow, 'id' | 'kind' | 'rowSeal'> & { readonly kind: string }) {
  return {
    kind: row.kind,
    leaf_hash: row.leafHash.toString('hex'),
    sealed_for: row.sealedFor,
    key_of: row.keyOf,
    entry: digest(row.entry),
    at: row.at.toISOString(),
  } satisfies SealedColumns;
}

/** All but the size, which the seal is bound to, and the number of the row, which the one after it names. */
export function checkpointColumns(row: {
  readonly previous: number;
  readonly witnessed: boolean;
  readonly note: string;
  readonly publishedAt: Date;
}) {
  return {
    previous: row.previous,
    witnessed: row.witnessed,
    note: digest(row.note),
    published_at: row.publishedAt.toISOString(),
  } satisfies SealedColumns;
}
