import type { Locale } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Consent, ConsentAct, RecordedState } from './consent.js';

interface ConsentRow {
  id: string;
  citizen_id: string;
  epoch: number;
  state: RecordedState;
  edition: number;
  locale: Locale;
  text_sha256: string;
  at: Date;
  receipt: string;
}

export interface KeptConsent extends Consent {
  /** Compact JWS. */
  readonly receipt: string;
}

export interface NewConsent extends KeptConsent {
  readonly act: ConsentAct;
  readonly acceptanceId: string | null;
  readonly reasonSealed: Buffer | null;
}

const toConsent = (row: ConsentRow): KeptConsent => ({
  id: row.id,
  citizenId: row.citizen_id,
  epoch: row.epoch,
  state: row.state,
  edition: row.edition,
  locale: row.locale,
  textSha256: row.text_sha256,
  at: row.at,
  receipt: row.receipt,
});

const columns = sql`c.id, c.citizen_id, c.epoch, c.state, c.edition, c.locale, c.text_sha256, c.at, c.receipt`;

/** Class of the advisory locks on persons who have no head yet: any number that no other two-key lock uses. */
const MISSING_HEAD = 0x6d68; // "mh"

/**
 * Locks the citizen's head, then reads what is current.
 * Two statements: a join under the lock would wait for the other transaction and then look for the *old* row's
 * consent beside the new head, and find nothing.
 * Of somebody without a head there is no row to lock, so that two such requests would not meet: they wait for each
 * other at a lock of the person instead, and whoever then has it looks again, for the other may have made the head.
 */
export async function lockCurrent(tx: Transaction, citizenId: string): Promise<KeptConsent | undefined> {
  const epoch = (await lockHead(tx, citizenId)) ?? (await lockMissingHead(tx, citizenId));
  return epoch === undefined ? undefined : findConsent(tx, citizenId, epoch);
}

/** Keeps others from `lockCurrent` of this person until the transaction ends, and not one another. */
export async function holdCurrent(tx: Transaction, citizenId: string): Promise<void> {
  const hold = sql`/* consent-heads.hold */ SELECT 1 AS held FROM consent_heads WHERE citizen_id = ${citizenId} FOR SHARE`;
  if ((await tx.one(hold)) !== undefined) return;
  await tx.query(sql`/* consent-heads.holdMissing */
    SELECT pg_advisory_xact_lock_shared(${MISSING_HEAD}::int, hashtext(${citizenId}))`);
  await tx.query(hold);
}

async function lockHead(tx: Transaction, citizenId: string): Promise<number | undefined> {
  const head = await tx.one<{ epoch: number }>(
    sql`/* consent-heads.lock */
    SELECT epoch FROM consent_heads WHERE citizen_id = ${citizenId} FOR UPDATE`,
  );
  return head?.epoch;
}

async function lockMissingHead(tx: Transaction, citizenId: string): Promise<number | undefined> {
  await tx.query(sql`/* consent-heads.lockMissing */
    SELECT pg_advisory_xact_lock(${MISSING_HEAD}::int, hashtext(${citizenId}))`);
  return lockHead(tx, citizenId);
}

export async function findConsent(db: Queryable, citizenId: string, epoch: number): Promise<KeptConsent | undefined> {
  const row = await db.one<ConsentRow>(sql`/* consents.find */
    SELECT ${columns} FROM consents c WHERE c.citizen_id = ${citizenId} AND c.epoch = ${epoch}`);
  return row && toConsent(row);
}

/** The current consent without a lock: to show, never to decide on. */
export async function currentConsent(db: Queryable, citizenId: string): Promise<KeptConsent | undefined> {
  const row = await db.one<ConsentRow>(sql`/* consents.current */
    SELECT ${columns} FROM consents c WHERE c.citizen_id = ${citizenId} ORDER BY c.epoch DESC LIMIT 1`);
  return row && toConsent(row);
}

/** The history, newest first, below an epoch. */
export async function consentsBelow(
  db: Queryable,
  citizenId: string,
  epoch: number | null,
  limit: number,
): Promise<KeptConsent[]> {
  const rows = await db.query<ConsentRow>(sql`/* consents.page */
    SELECT ${columns} FROM consents c
    WHERE c.citizen_id = ${citizenId} AND (${epoch}::int IS NULL OR c.epoch < ${epoch}::int)
    ORDER BY c.epoch DESC LIMIT ${limit}`);
  return rows.map(toConsent);
}

/** The history within a time, newest first. @param within `until` is not included; null: all of it */
export async function consentsWithin(
  db: Queryable,
  citizenId: string,
  within: { readonly from: Date; readonly until: Date } | null,
  limit: number,
): Promise<KeptConsent[]> {
  const { from, until } = within ?? { from: null, until: null };
  const rows = await db.query<ConsentRow>(sql`/* consents.within */
    SELECT ${columns} FROM consents c
    WHERE c.citizen_id = ${citizenId} AND (${from}::timestamptz IS NULL OR (c.at >= ${from}::timestamptz AND c.at < ${until}::timestamptz))
    ORDER BY c.epoch DESC LIMIT ${limit}`);
  return rows.map(toConsent);
}

export async function insertConsent(tx: Transaction, consent: NewConsent): Promise<void> {
  await tx.query(
    sql`/* consents.insert */
    INSERT INTO consents (id, citizen_id, epoch, state, edition, locale, text_sha256, act, channel, acceptance_id, reason_sealed, receipt, at)
    VALUES (${consent.id}, ${consent.citizenId}, ${consent.epoch}, ${consent.state}, ${consent.edition}, ${consent.locale},
      ${consent.textSha256}, ${consent.act}, 'ONLINE', ${consent.acceptanceId}, ${consent.reasonSealed}, ${consent.receipt}, ${consent.at})`,
  );
}

export async function moveHead(tx: Transaction, consent: Consent): Promise<void> {
  await tx.query(
    sql`/* consent-heads.move */
    INSERT INTO consent_heads (citizen_id, epoch, consent_id) VALUES (${consent.citizenId}, ${consent.epoch}, ${consent.id})
    ON CONFLICT (citizen_id) DO UPDATE SET epoch = EXCLUDED.epoch, consent_id = EXCLUDED.consent_id`,
  );
}

/** Current consents by citizen, for republishing: heads locked for share first, then read (see lockCurrent). */
export async function lockSnapshots(
  tx: Transaction,
  citizenId: string | null,
  after: string | null,
  limit: number,
): Promise<KeptConsent[]> {
  const heads = await tx.query<{ consent_id: string }>(sql`/* consent-heads.snapshot */
    SELECT consent_id FROM consent_heads
    WHERE (${citizenId}::uuid IS NULL OR citizen_id = ${citizenId}::uuid) AND (${after}::uuid IS NULL OR citizen_id > ${after}::uuid)
    ORDER BY citizen_id LIMIT ${limit} FOR SHARE`);
  const rows = await tx.query<ConsentRow>(sql`/* consents.snapshot */
    SELECT ${columns} FROM consents c WHERE c.id = ANY (${heads.map((head) => head.consent_id)}::uuid[]) ORDER BY c.citizen_id`);
  return rows.map(toConsent);
}
