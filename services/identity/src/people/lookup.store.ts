import { type Queryable, sql, type Transaction } from '@belgi/database';

export type LoginKind = 'PHONE' | 'EMAIL';

/** False when the login is another account's. Waits for a transaction that is claiming the same one. */
export async function claimLogin(
  tx: Transaction,
  login: { kind: LoginKind; lookup: Buffer; accountId: string },
): Promise<boolean> {
  const rows = await tx.query(sql`/* logins.claim */
    INSERT INTO logins (kind, lookup, account_id) VALUES (${login.kind}, ${login.lookup}, ${login.accountId})
    ON CONFLICT ON CONSTRAINT logins_belong_to_one_account DO NOTHING RETURNING account_id`);
  return rows.length > 0;
}

export async function releaseLogin(tx: Transaction, accountId: string, kind: LoginKind): Promise<void> {
  await tx.query(sql`/* logins.release */ DELETE FROM logins WHERE account_id = ${accountId} AND kind = ${kind}`);
}

export async function accountOfLogin(db: Queryable, kind: LoginKind, lookup: Buffer): Promise<string | undefined> {
  const row = await db.one<{ accountId: string }>(sql`/* logins.account */
    SELECT account_id AS "accountId" FROM logins WHERE kind = ${kind} AND lookup = ${lookup}`);
  return row?.accountId;
}

/** The PIN an account says it has; a claim proves nothing. */
export async function claimPin(tx: Transaction, accountId: string, lookup: Buffer): Promise<void> {
  await tx.query(sql`/* pins.claim */
    INSERT INTO pins (account_id, lookup) VALUES (${accountId}, ${lookup})
    ON CONFLICT (account_id) DO UPDATE SET lookup = excluded.lookup, held_since = NULL`);
}

export function pinOf(db: Queryable, accountId: string) {
  return db.one<{ lookup: Buffer; heldSince: Date | null }>(sql`/* pins.ofAccount */
    SELECT lookup, held_since AS "heldSince" FROM pins WHERE account_id = ${accountId}`);
}

/** Who proved this PIN, whether or not it is disputed. */
export async function holderOfPin(db: Queryable, lookup: Buffer): Promise<string | undefined> {
  const row = await db.one<{ accountId: string }>(sql`/* pins.holder */
    SELECT account_id AS "accountId" FROM pins WHERE lookup = ${lookup} AND held_since IS NOT NULL`);
  return row?.accountId;
}

/** The verified, undisputed account of a PIN: what an official request may be told of. */
export async function verifiedAccountOfPin(db: Queryable, lookup: Buffer): Promise<string | undefined> {
  const row = await db.one<{ accountId: string }>(sql`/* pins.verifiedAccount */
    SELECT p.account_id AS "accountId" FROM pins p JOIN accounts a ON a.id = p.account_id
    WHERE p.lookup = ${lookup} AND p.held_since IS NOT NULL AND a.pin_verified`);
  return row?.accountId;
}

/** Two verifications of one PIN come one after the other; the second finds the first's holder. */
export async function lockPin(tx: Transaction, lookup: Buffer): Promise<void> {
  await tx.query(
    sql`/* pins.lock */ SELECT pg_advisory_xact_lock(hashtextextended(encode(${lookup}, 'hex'), 1)) AS locked`,
  );
}

export async function holdPin(tx: Transaction, accountId: string, now: Date): Promise<void> {
  await tx.query(sql`/* pins.hold */ UPDATE pins SET held_since = ${now} WHERE account_id = ${accountId}`);
}

export async function letGoOfPin(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(sql`/* pins.letGo */ UPDATE pins SET held_since = NULL WHERE account_id = ${accountId}`);
}
