import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Account } from './account.js';

/** An account with what opens and guards it; never leaves the use cases. */
export interface StoredAccount extends Account {
  /** Wrapped; null once erased. */
  readonly dataKey: Buffer | null;
  readonly passwordHash: string | null;
  readonly createdAt: Date;
}

const columns = sql`id, kind, status, locale, pin_verified AS "pinVerified", disputed, version,
  data_key AS "dataKey", password_hash AS "passwordHash", created_at AS "createdAt"`;

export async function insertAccount(tx: Transaction, account: Omit<StoredAccount, 'createdAt'>, now: Date) {
  await tx.query(sql`/* accounts.insert */
    INSERT INTO accounts (id, kind, status, locale, pin_verified, disputed, data_key, password_hash, version, created_at, updated_at)
    VALUES (${account.id}, ${account.kind}, ${account.status}, ${account.locale}, ${account.pinVerified},
      ${account.disputed}, ${account.dataKey}, ${account.passwordHash}, ${account.version}, ${now}, ${now})`);
}

export function accountById(db: Queryable, id: string): Promise<StoredAccount | undefined> {
  return db.one<StoredAccount>(sql`/* accounts.byId */ SELECT ${columns} FROM accounts WHERE id = ${id}`);
}

export async function accountsByIds(db: Queryable, ids: readonly string[]): Promise<Map<string, StoredAccount>> {
  const rows = await db.query<StoredAccount>(
    sql`/* accounts.byIds */ SELECT ${columns} FROM accounts WHERE id = ANY(${[...ids]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locked until the transaction ends: whoever publishes a fact about an account holds this. */
export function lockAccount(tx: Transaction, id: string): Promise<StoredAccount | undefined> {
  return tx.one<StoredAccount>(sql`/* accounts.lock */ SELECT ${columns} FROM accounts WHERE id = ${id} FOR UPDATE`);
}

/** Locks several in the order of their ids, so that two transactions cannot wait for each other. */
export async function lockAccounts(tx: Transaction, ids: readonly string[]): Promise<Map<string, StoredAccount>> {
  const rows = await tx.query<StoredAccount>(sql`/* accounts.lockAll */
    SELECT ${columns} FROM accounts WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes the account as it is after a change. */
export async function saveAccount(tx: Transaction, account: Account, now: Date): Promise<void> {
  await tx.query(sql`/* accounts.save */
    UPDATE accounts SET status = ${account.status}, locale = ${account.locale}, pin_verified = ${account.pinVerified},
      disputed = ${account.disputed}, version = ${account.version}, updated_at = ${now}
    WHERE id = ${account.id}`);
}

export async function savePasswordHash(tx: Transaction, id: string, passwordHash: string, now: Date): Promise<void> {
  await tx.query(sql`/* accounts.savePasswordHash */
    UPDATE accounts SET password_hash = ${passwordHash}, updated_at = ${now} WHERE id = ${id}`);
}

/** Citizens' accounts in the order of their ids, for republishing. */
export function citizensAfter(
  tx: Transaction,
  page: { id: string | null; after: string | null; limit: number },
): Promise<StoredAccount[]> {
  return tx.query<StoredAccount>(sql`/* accounts.citizensAfter */
    SELECT ${columns} FROM accounts
    WHERE kind = 'CITIZEN' AND (${page.id}::uuid IS NULL OR id = ${page.id}::uuid)
      AND (${page.after}::uuid IS NULL OR id > ${page.after}::uuid)
    ORDER BY id LIMIT ${page.limit} FOR SHARE`);
}
