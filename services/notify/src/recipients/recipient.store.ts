import type { DestroyedByErasure } from '@belgi/contracts';
import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { QuietHours } from '../preferences/preference.js';
import type { Recipient } from './standing.js';

/** A recipient with what only this process's stores may see: the wrapped key and the versions. */
export interface RecipientRecord extends Recipient {
  readonly citizenId: string;
  /** Null once erased. */
  readonly wrappedKey: Buffer | null;
  readonly disputed: boolean;
  readonly accountVersion: bigint;
  readonly consentEpoch: bigint;
  readonly restrictionVersion: bigint;
  readonly quiet: QuietHours | null;
}

interface Row {
  citizen_id: string;
  wrapped_key: Buffer | null;
  account_status: Recipient['status'];
  account_disputed: boolean;
  account_version: bigint;
  consent_state: 'GIVEN' | 'RENEWED' | 'WITHDRAWN' | null;
  consent_edition: number | null;
  consent_epoch: bigint;
  restriction_version: bigint;
  processing_restricted: boolean;
  quiet_from_minute: number | null;
  quiet_until_minute: number | null;
  material_edition: number;
}

function recordOf(row: Row): RecipientRecord {
  return {
    citizenId: row.citizen_id,
    wrappedKey: row.wrapped_key,
    status: row.account_status,
    disputed: row.account_disputed,
    accountVersion: row.account_version,
    consent:
      row.consent_state === null || row.consent_edition === null
        ? null
        : { state: row.consent_state, edition: row.consent_edition },
    consentEpoch: row.consent_epoch,
    restrictionVersion: row.restriction_version,
    keptOnly: row.processing_restricted,
    materialEdition: row.material_edition,
    quiet:
      row.quiet_from_minute === null || row.quiet_until_minute === null
        ? null
        : { fromMinute: row.quiet_from_minute, untilMinute: row.quiet_until_minute },
  };
}

const columns = sql`citizen_id, wrapped_key, account_status, account_disputed, account_version,
  consent_state, consent_edition, consent_epoch, restriction_version, processing_restricted, quiet_from_minute, quiet_until_minute,
  (SELECT coalesce(max(number), 0) FROM editions WHERE material AND effective_at <= app_now()) AS material_edition`;

export async function findRecipient(db: Queryable, citizenId: string): Promise<RecipientRecord | undefined> {
  const row = await db.one<Row>(sql`/* recipients.find */
    SELECT ${columns} FROM recipients WHERE citizen_id = ${citizenId}`);
  return row && recordOf(row);
}

/**
 * Reads the row and holds it until the transaction ends. A withdrawal updates the same row, so it waits for what
 * is being planned or sent under this lock, and what comes after it sees it.
 */
export async function holdRecipient(tx: Transaction, citizenId: string): Promise<RecipientRecord | undefined> {
  const row = await tx.one<Row>(sql`/* recipients.hold */
    SELECT ${columns} FROM recipients WHERE citizen_id = ${citizenId} FOR SHARE OF recipients`);
  return row && recordOf(row);
}

export async function lockRecipient(tx: Transaction, citizenId: string): Promise<RecipientRecord | undefined> {
  const row = await tx.one<Row>(sql`/* recipients.lock */
    SELECT ${columns} FROM recipients WHERE citizen_id = ${citizenId} FOR NO KEY UPDATE OF recipients`);
  return row && recordOf(row);
}

/** The row as `take` takes it, made if it is missing; whoever comes second finds the first one's key. */
async function takeOrMake(
  take: typeof holdRecipient,
  tx: Transaction,
  citizenId: string,
  newKey: () => Buffer,
): Promise<RecipientRecord> {
  const known = await take(tx, citizenId);
  if (known !== undefined) return known;
  await tx.query(sql`/* recipients.insert */
    INSERT INTO recipients (citizen_id, wrapped_key) VALUES (${citizenId}, ${newKey()}) ON CONFLICT DO NOTHING`);
  const made = await take(tx, citizenId);
  if (made === undefined) throw new Error('the recipient was just made');
  return made;
}

export const holdOrMakeRecipient = takeOrMake.bind(undefined, holdRecipient);
export const lockOrMakeRecipient = takeOrMake.bind(undefined, lockRecipient);

export async function updateAccount(
  tx: Transaction,
  citizenId: string,
  account: { status: string; disputed: boolean; version: bigint },
): Promise<void> {
  await tx.query(sql`/* recipients.updateAccount */
    UPDATE recipients
    SET account_status = ${account.status}, account_disputed = ${account.disputed}, account_version = ${account.version}
    WHERE citizen_id = ${citizenId}`);
}

export async function updateConsent(
  tx: Transaction,
  citizenId: string,
  consent: { state: string; edition: number; epoch: number },
): Promise<void> {
  await tx.query(sql`/* recipients.updateConsent */
    UPDATE recipients
    SET consent_state = ${consent.state}, consent_edition = ${consent.edition}, consent_epoch = ${consent.epoch}
    WHERE citizen_id = ${citizenId}`);
}

export async function updateRestriction(
  tx: Transaction,
  citizenId: string,
  { version, restricted }: { version: number; restricted: boolean },
): Promise<void> {
  await tx.query(sql`/* recipients.updateRestriction */
    UPDATE recipients SET restriction_version = ${version}, processing_restricted = ${restricted}
    WHERE citizen_id = ${citizenId}`);
}

/**
 * Destroys the key and what hangs on it; the row stays as a tombstone, so that nothing is ever sent again.
 * The caller holds the row. @returns what was destroyed
 */
export async function eraseRecipient(tx: Transaction, citizenId: string): Promise<DestroyedByErasure[]> {
  const rows = async (table: string, statement: Sql) => ({ table, rows: (await tx.query(statement)).length });
  const key = await rows(
    'recipients (key, consent, quiet hours)',
    sql`/* recipients.erase */
    UPDATE recipients
    SET account_status = 'ERASED', account_disputed = false, wrapped_key = NULL, consent_state = NULL,
        consent_edition = NULL, quiet_from_minute = NULL, quiet_until_minute = NULL
    WHERE citizen_id = ${citizenId} AND wrapped_key IS NOT NULL RETURNING 1 AS one`,
  );
  const deliveries = await rows(
    'deliveries',
    sql`/* recipients.eraseDeliveries */ DELETE FROM deliveries WHERE person_id = ${citizenId} RETURNING 1 AS one`,
  );
  const notices = await rows(
    'notices',
    sql`/* recipients.eraseNotices */ DELETE FROM notices WHERE citizen_id = ${citizenId} RETURNING 1 AS one`,
  );
  const preferences = await rows(
    'preferences',
    sql`/* recipients.erasePreferences */ DELETE FROM preferences WHERE citizen_id = ${citizenId} RETURNING 1 AS one`,
  );
  const entries = await rows(
    'entries',
    sql`/* recipients.eraseEntries */ DELETE FROM entries WHERE citizen_id = ${citizenId} RETURNING 1 AS one`,
  );
  return [key, deliveries, notices, preferences, entries];
}
