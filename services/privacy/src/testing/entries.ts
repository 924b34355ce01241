import { randomBytes } from 'node:crypto';
import { newId } from '@belgi/contracts';
import { type Database, sql, type Transaction } from '@belgi/database';
import { insertEntry } from '../ledger/ledger.store.js';

/** Entries of the ledger whose words do not matter. @returns their ids, oldest first */
export async function insertEntries(tx: Transaction, count: number): Promise<string[]> {
  const at = await tx.now();
  const ids = Array.from({ length: count }, () => newId());
  for (const id of ids) {
    const [entry, leafHash] = [Buffer.from('x'), randomBytes(32)];
    await insertEntry(tx, { id, kind: 'EDITION_PUBLISHED', leafHash, sealedFor: 'PUBLIC', keyOf: null, entry, at });
  }
  return ids;
}

/** The same in a transaction of its own. */
export const writeEntries = (database: Database, count: number) =>
  database.transaction((tx) => insertEntries(tx, count));

/** What only the owner can do: takes back the rights that the service's role gave up (0028). For a transaction that is rolled back. */
export const takeBackRights = sql`/* test */
  GRANT UPDATE, DELETE, TRUNCATE ON ledger_entries, ledger_leaves, ledger_nodes, ledger_checkpoints TO CURRENT_USER`;
