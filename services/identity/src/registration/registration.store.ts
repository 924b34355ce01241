import type { Locale } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Registration } from './registration.js';

const columns = sql`id, acceptance_nonce AS "acceptanceNonce", locale, data_key AS "dataKey",
  phone_sealed AS "phoneSealed", phone_lookup AS "phoneLookup", email_sealed AS "emailSealed",
  already_registered AS "alreadyRegistered", wrong_codes AS "wrongCodes", expires_at AS "expiresAt"`;

/** False when the ticket was used before, by anyone. Waits for a transaction that is using it. */
export async function useAcceptance(
  tx: Transaction,
  use: { nonce: string; registrationId: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(sql`/* used_acceptances.insert */
    INSERT INTO used_acceptances (nonce, registration_id, used_at) VALUES (${use.nonce}, ${use.registrationId}, ${now})
    ON CONFLICT ON CONSTRAINT used_acceptances_are_used_once DO NOTHING RETURNING nonce`);
  return rows.length > 0;
}

export async function isAcceptanceUsed(db: Queryable, nonce: string): Promise<boolean> {
  const row = await db.one(
    sql`/* used_acceptances.byNonce */ SELECT 1 AS used FROM used_acceptances WHERE nonce = ${nonce}`,
  );
  return row !== undefined;
}

export async function insertRegistration(
  tx: Transaction,
  registration: Omit<Registration, 'wrongCodes'>,
  now: Date,
): Promise<void> {
  await tx.query(sql`/* registrations.insert */
    INSERT INTO registrations (id, acceptance_nonce, locale, data_key, phone_sealed, phone_lookup, email_sealed,
      already_registered, started_at, expires_at)
    VALUES (${registration.id}, ${registration.acceptanceNonce}, ${registration.locale}, ${registration.dataKey},
      ${registration.phoneSealed}, ${registration.phoneLookup}, ${registration.emailSealed},
      ${registration.alreadyRegistered}, ${now}, ${registration.expiresAt})`);
}

export function registrationById(db: Queryable, id: string): Promise<Registration | undefined> {
  return db.one<Registration>(sql`/* registrations.byId */ SELECT ${columns} FROM registrations WHERE id = ${id}`);
}

/** Locked: attempts at one code come one after the other, so none goes uncounted. */
export function lockRegistration(tx: Transaction, id: string): Promise<Registration | undefined> {
  return tx.one<Registration>(
    sql`/* registrations.lock */ SELECT ${columns} FROM registrations WHERE id = ${id} FOR UPDATE`,
  );
}

export async function countWrongCode(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    sql`/* registrations.countWrongCode */ UPDATE registrations SET wrong_codes = wrong_codes + 1 WHERE id = ${id}`,
  );
}

/** The registration became an account: what it held lives there now. */
export async function deleteRegistration(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* registrations.delete */ DELETE FROM registrations WHERE id = ${id}`);
}

/** The message goes out once more and the code lives anew; gives how often it was ordered by now. */
export async function countSending(tx: Transaction, id: string, expiresAt: Date): Promise<number> {
  const row = await tx.one<{ times: number }>(sql`/* registrations.countSending */
    UPDATE registrations SET expires_at = ${expiresAt}, times_ordered = times_ordered + 1
    WHERE id = ${id} RETURNING times_ordered AS times`);
  if (row === undefined) throw new Error('the registration is gone');
  return row.times;
}

/** What a message to a registration needs; null where none waits any more. */
export function waitingContact(db: Queryable, id: string) {
  return db.one<{
    locale: Locale;
    dataKey: Buffer;
    phoneSealed: Buffer;
    table: 'registrations' | 'phone_changes';
    silent: boolean;
  }>(sql`/* registrations.contact */
    SELECT locale, data_key AS "dataKey", phone_sealed AS "phoneSealed", 'registrations' AS "table",
      already_registered AS silent
    FROM registrations WHERE id = ${id} AND expires_at > app_now()
    UNION ALL
    SELECT locale, data_key, phone_sealed, 'phone_changes', taken
    FROM phone_changes WHERE id = ${id} AND expires_at > app_now()`);
}

/** Removes what expired longer ago than this, with its personal data; gives how many. */
export async function purgeRegistrations(db: Queryable, minutes: number): Promise<number> {
  const rows = await db.query(sql`/* registrations.purge */
    DELETE FROM registrations WHERE expires_at < app_now() - make_interval(mins => ${minutes}) RETURNING id`);
  return rows.length;
}

export async function purgeUsedAcceptances(db: Queryable, days: number): Promise<number> {
  const rows = await db.query(sql`/* used_acceptances.purge */
    DELETE FROM used_acceptances u WHERE used_at < app_now() - make_interval(days => ${days})
      AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.acceptance_nonce = u.nonce) RETURNING nonce`);
  return rows.length;
}
