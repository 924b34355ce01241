import type { DestroyedByErasure } from '@belgi/contracts';
import { type Sql, sql, type Transaction } from '@belgi/database';

/** What goes, in this order; each statement answers a row per row that it destroyed. */
const deletions: readonly (readonly [table: string, statement: (citizenId: string) => Sql])[] = [
  ['consents', (id) => sql`/* erasure.consents */ DELETE FROM consents WHERE citizen_id = ${id} RETURNING 1 AS one`],
  [
    'attributes',
    (id) => sql`/* erasure.attributes */ DELETE FROM attributes WHERE account_id = ${id} RETURNING 1 AS one`,
  ],
  [
    'attribute_history',
    (id) => sql`/* erasure.history */ DELETE FROM attribute_history WHERE account_id = ${id} RETURNING 1 AS one`,
  ],
  ['logins', (id) => sql`/* erasure.logins */ DELETE FROM logins WHERE account_id = ${id} RETURNING 1 AS one`],
  ['pins', (id) => sql`/* erasure.pins */ DELETE FROM pins WHERE account_id = ${id} RETURNING 1 AS one`],
  // With their refresh tokens and journeys to the portal.
  ['sessions', (id) => sql`/* erasure.sessions */ DELETE FROM sessions WHERE account_id = ${id} RETURNING 1 AS one`],
  [
    'phone_changes',
    (id) => sql`/* erasure.phones */ DELETE FROM phone_changes WHERE account_id = ${id} RETURNING 1 AS one`,
  ],
  [
    'restrictions',
    (id) => sql`/* erasure.restrictions */ DELETE FROM restrictions WHERE citizen_id = ${id} RETURNING 1 AS one`,
  ],
  [
    'questioned_attributes',
    (id) => sql`/* erasure.questioned */ DELETE FROM questioned_attributes WHERE account_id = ${id} RETURNING 1 AS one`,
  ],
  [
    'running_contracts',
    (id) => sql`/* erasure.contracts */ DELETE FROM running_contracts WHERE citizen_id = ${id} RETURNING 1 AS one`,
  ],
  [
    'statistics_acts',
    (id) => sql`/* erasure.acts */ DELETE FROM statistics_acts WHERE citizen_id = ${id} RETURNING 1 AS one`,
  ],
  ['doubts', (id) => sql`/* erasure.doubts */ DELETE FROM doubts WHERE account_id = ${id} RETURNING 1 AS one`],
  // An open dispute has lost its party; of a decided one stays that it was decided.
  [
    'disputes',
    (id) => sql`/* erasure.openDisputes */
      DELETE FROM disputes WHERE ${id} IN (holder, challenger) AND decided_at IS NULL RETURNING 1 AS one`,
  ],
  [
    'disputes (look-up hash and reason)',
    (id) => sql`/* erasure.decidedDisputes */
      UPDATE disputes SET pin_lookup = '\\x00', data_key = NULL, reason = NULL, reason_sealed = '\\x00'
      WHERE ${id} IN (holder, challenger) RETURNING 1 AS one`,
  ],
];

/** With whom the person disputes a PIN that nobody has decided on. */
export async function openRivals(tx: Transaction, citizenId: string): Promise<string[]> {
  const rows = await tx.query<{ rival: string }>(sql`/* erasure.rivals */
    SELECT CASE WHEN holder = ${citizenId} THEN challenger ELSE holder END AS rival FROM disputes
    WHERE ${citizenId} IN (holder, challenger) AND decided_at IS NULL ORDER BY rival`);
  return [...new Set(rows.map(({ rival }) => rival))];
}

/** Whether somebody disputes a PIN with others still. */
export async function isInDispute(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await tx.one(sql`/* erasure.isInDispute */
    SELECT 1 AS one FROM disputes WHERE ${accountId} IN (holder, challenger) AND decided_at IS NULL LIMIT 1`);
  return row !== undefined;
}

export async function destroyRows(tx: Transaction, citizenId: string): Promise<DestroyedByErasure[]> {
  const destroyed: DestroyedByErasure[] = [];
  for (const [table, statement] of deletions)
    destroyed.push({ table, rows: (await tx.query(statement(citizenId))).length });
  return destroyed;
}

/** The key that every sealed value of the person was under, and the password. The row stays: an id of nobody. */
export async function destroyKey(tx: Transaction, citizenId: string, now: Date): Promise<void> {
  await tx.query(sql`/* erasure.account */
    UPDATE accounts SET status = 'ERASED', data_key = NULL, password_hash = NULL, pin_verified = false, disputed = false,
      locale = 'KY', version = version + 1, updated_at = ${now}
    WHERE id = ${citizenId}`);
}

/**
 * How often somebody looked at this person: the trace stays, and names an id of nobody. What agencies read is counted by privacy, which
 * knows what has been shown: counted here, a notice that waits would show in the certificate.
 */
export async function accessesOf(tx: Transaction, citizenId: string): Promise<number> {
  const row = await tx.one<{ rows: number }>(sql`/* erasure.accesses */
    SELECT count(*)::int AS rows FROM personal_data_accesses
    WHERE citizen_id = ${citizenId} AND actor_kind <> 'AGENCY' AND duty IS DISTINCT FROM 'OFFICIAL_REQUEST'`);
  return row?.rows ?? 0;
}
