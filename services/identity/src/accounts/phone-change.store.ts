import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface PhoneChange {
  readonly id: string;
  readonly accountId: string;
  readonly locale: string;
  readonly dataKey: Buffer;
  readonly phoneSealed: Buffer;
  readonly phoneLookup: Buffer;
  /** The phone is another account's login: no code was sent, none is right. */
  readonly taken: boolean;
  readonly wrongCodes: number;
  readonly expiresAt: Date;
}

/** A later change takes the place of an earlier one that was never confirmed. */
export async function insertPhoneChange(tx: Transaction, change: Omit<PhoneChange, 'wrongCodes'>, now: Date) {
  await tx.query(sql`/* phone_changes.replace */ DELETE FROM phone_changes WHERE account_id = ${change.accountId}`);
  await tx.query(sql`/* phone_changes.insert */
    INSERT INTO phone_changes (id, account_id, data_key, phone_sealed, phone_lookup, locale, taken, started_at, expires_at)
    VALUES (${change.id}, ${change.accountId}, ${change.dataKey}, ${change.phoneSealed}, ${change.phoneLookup},
      ${change.locale}, ${change.taken}, ${now}, ${change.expiresAt})`);
}

export function lockPhoneChange(tx: Transaction, accountId: string): Promise<PhoneChange | undefined> {
  return tx.one<PhoneChange>(sql`/* phone_changes.lock */
    SELECT id, account_id AS "accountId", locale, data_key AS "dataKey", phone_sealed AS "phoneSealed",
      phone_lookup AS "phoneLookup", taken, wrong_codes AS "wrongCodes", expires_at AS "expiresAt"
    FROM phone_changes WHERE account_id = ${accountId} FOR UPDATE`);
}

export async function countWrongPhoneCode(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    sql`/* phone_changes.countWrongCode */ UPDATE phone_changes SET wrong_codes = wrong_codes + 1 WHERE id = ${id}`,
  );
}

export async function deletePhoneChange(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* phone_changes.delete */ DELETE FROM phone_changes WHERE id = ${id}`);
}

export async function purgePhoneChanges(db: Queryable, minutes: number): Promise<number> {
  const rows = await db.query(sql`/* phone_changes.purge */
    DELETE FROM phone_changes WHERE expires_at < app_now() - make_interval(mins => ${minutes}) RETURNING id`);
  return rows.length;
}
