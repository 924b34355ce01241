import { randomBytes } from 'node:crypto';
import type { Sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { leafHash } from '@belgi/tlog';
import { type EntryRow, ensurePersonKey, insertEntry } from './ledger.store.js';
import { type EntryKind, type EntryValue, entryBytes } from './ledger-entry.js';
import { entryColumns, sealRow } from './row-seal.js';

/** Bytes of salt: as many as the hash has, so that guessing an entry behind a leaf is hopeless. */
const SALT_BYTES = 32;

/** Whose key the entry is sealed under; destroying that key erases the entry and leaves its leaf. */
export type EntryHolder =
  | { readonly for: 'PUBLIC' }
  | { readonly for: 'PERSON'; readonly citizenId: string }
  | { readonly for: 'CASE'; readonly letterId: string; readonly wrappedKey: Buffer };

export interface NewEntry {
  readonly kind: EntryKind;
  readonly at: Date;
  readonly holder: EntryHolder;
  readonly data: { readonly [key: string]: EntryValue };
}

export interface RecordedEntry {
  readonly id: string;
  /** Lower-case hexadecimal. */
  readonly leafHash: string;
}

/** The person's own data key, made at their first entry. */
export function personKey(tx: Transaction, sealer: Sealer, citizenId: string, at: Date): Promise<Buffer> {
  return ensurePersonKey(tx, citizenId, sealer.newDataKey().wrapped, at);
}

/** Where the words of an entry live. */
export const entryPlace = (id: string) => ({ table: 'ledger_entries', column: 'entry', row: id });

/** Writes an entry of the ledger in the transaction of the state it speaks of (ARCHITECTURE, rule 2). */
export async function recordEntry(tx: Transaction, sealer: Sealer, entry: NewEntry): Promise<RecordedEntry> {
  const id = newId();
  const bytes = entryBytes({
    version: 1,
    id,
    kind: entry.kind,
    at: entry.at.toISOString(),
    salt: randomBytes(SALT_BYTES).toString('base64url'),
    data: entry.data,
    rowSealed: true,
  });
  const hash = Buffer.from(leafHash(bytes));
  const place = entryPlace(id);
  const { holder } = entry;
  const key =
    holder.for === 'PERSON'
      ? await personKey(tx, sealer, holder.citizenId, entry.at)
      : holder.for === 'CASE'
        ? holder.wrappedKey
        : undefined;
  const row: EntryRow = {
    id,
    kind: entry.kind,
    leafHash: hash,
    sealedFor: holder.for,
    keyOf: holder.for === 'PERSON' ? holder.citizenId : holder.for === 'CASE' ? holder.letterId : null,
    entry: key === undefined ? bytes : sealer.seal(key, bytes, place),
    at: entry.at,
  };
  await insertEntry(tx, { ...row, rowSeal: sealRow(sealer, 'ledger_entries', id, entryColumns(row)) });
  return { id, leafHash: hash.toString('hex') };
}
