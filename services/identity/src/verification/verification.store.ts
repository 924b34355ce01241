import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface Verification {
  readonly id: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly expiresAt: Date;
}

export async function insertVerification(
  tx: Transaction,
  verification: Verification & { stateHash: Buffer },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* verifications.insert */
    INSERT INTO verifications (id, state_hash, account_id, session_id, code_verifier, nonce, started_at, expires_at)
    VALUES (${verification.id}, ${verification.stateHash}, ${verification.accountId}, ${verification.sessionId},
      ${verification.codeVerifier}, ${verification.nonce}, ${now}, ${verification.expiresAt})`);
}

/** Takes the journey out: an answer of the portal is used once, whoever brings it. */
export function takeVerification(db: Queryable, stateHash: Buffer): Promise<Verification | undefined> {
  return db.one<Verification>(sql`/* verifications.take */
    DELETE FROM verifications v USING sessions s
    WHERE v.state_hash = ${stateHash} AND s.id = v.session_id AND s.ended_at IS NULL AND v.expires_at > app_now()
    RETURNING v.id, v.account_id AS "accountId", v.session_id AS "sessionId", v.code_verifier AS "codeVerifier",
      v.nonce, v.expires_at AS "expiresAt"`);
}

export async function purgeVerifications(db: Queryable): Promise<number> {
  const rows = await db.query(
    sql`/* verifications.purge */ DELETE FROM verifications WHERE expires_at < app_now() RETURNING id`,
  );
  return rows.length;
}

export interface Dispute {
  readonly id: string;
  readonly holder: string;
  readonly challenger: string;
  readonly openedAt: Date;
}

/** One open dispute per pair, however often the challenger comes back from the portal. */
export async function openDispute(
  tx: Transaction,
  dispute: Omit<Dispute, 'openedAt'> & { pinLookup: Buffer },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* disputes.open */
    INSERT INTO disputes (id, pin_lookup, holder, challenger, opened_at)
    VALUES (${dispute.id}, ${dispute.pinLookup}, ${dispute.holder}, ${dispute.challenger}, ${now})
    ON CONFLICT (holder, challenger) WHERE decided_at IS NULL DO NOTHING`);
}

const columns = sql`id, holder, challenger, opened_at AS "openedAt"`;

export function openDisputes(db: Queryable, page: { after: string | null; limit: number }): Promise<Dispute[]> {
  return db.query<Dispute>(sql`/* disputes.allOpen */
    SELECT ${columns} FROM disputes
    WHERE decided_at IS NULL AND (${page.after}::uuid IS NULL OR id > ${page.after}::uuid)
    ORDER BY id LIMIT ${page.limit}`);
}

/** A dispute with what became of it; the last three are null together while it is open. */
export interface DecidedDispute extends Dispute {
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly kept: string | null;
}

const outcome = sql`decided_at AS "decidedAt", decided_by AS "decidedBy", kept`;

/** Open and decided ones, oldest first. */
export function allDisputes(db: Queryable, page: { after: string | null; limit: number }): Promise<DecidedDispute[]> {
  return db.query<DecidedDispute>(sql`/* disputes.all */
    SELECT ${columns}, ${outcome} FROM disputes
    WHERE ${page.after}::uuid IS NULL OR id > ${page.after}::uuid
    ORDER BY id LIMIT ${page.limit}`);
}

/** `reasonInTheClear`: what an earlier release wrote and nobody has sealed yet; goes with the column `disputes.reason`. */
export function disputeWithReason(db: Queryable, id: string) {
  return db.one<
    DecidedDispute & { dataKey: Buffer | null; reasonSealed: Buffer | null; reasonInTheClear: string | null }
  >(sql`/* disputes.withReason */
    SELECT ${columns}, ${outcome}, data_key AS "dataKey", reason_sealed AS "reasonSealed", reason AS "reasonInTheClear"
    FROM disputes WHERE id = ${id}`);
}

export function lockOpenDispute(tx: Transaction, id: string) {
  return tx.one<Dispute & { pinLookup: Buffer }>(sql`/* disputes.lock */
    SELECT ${columns}, pin_lookup AS "pinLookup" FROM disputes WHERE id = ${id} AND decided_at IS NULL FOR UPDATE`);
}

/** Open disputes over the same PIN that name this account. */
export async function hasOpenDispute(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await tx.one(sql`/* disputes.hasOpen */
    SELECT 1 AS open FROM disputes WHERE decided_at IS NULL AND (holder = ${accountId} OR challenger = ${accountId})`);
  return row !== undefined;
}

/** An operator's reason, under the dispute's own key. */
export interface SealedReason {
  readonly dataKey: Buffer;
  readonly reasonSealed: Buffer;
}

export async function decideDisputeRow(
  tx: Transaction,
  decision: SealedReason & { id: string; kept: string; decidedBy: string },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* disputes.decide */
    UPDATE disputes SET decided_at = ${now}, decided_by = ${decision.decidedBy}, kept = ${decision.kept},
      data_key = ${decision.dataKey}, reason_sealed = ${decision.reasonSealed}
    WHERE id = ${decision.id}`);
}

/** Locked; rows that another replica is sealing are stepped over. */
export function reasonsInTheClear(tx: Transaction, limit: number) {
  return tx.query<{ id: string; reason: string }>(sql`/* disputes.reasonsInTheClear */
    SELECT id, reason FROM disputes WHERE reason IS NOT NULL ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`);
}

export async function saveSealedReason(tx: Transaction, id: string, sealed: SealedReason): Promise<void> {
  await tx.query(sql`/* disputes.saveSealedReason */
    UPDATE disputes SET reason = NULL, data_key = ${sealed.dataKey}, reason_sealed = ${sealed.reasonSealed}
    WHERE id = ${id}`);
}
