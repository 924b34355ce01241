import type { DataCategory, RightsKind } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Citation } from '../legal-acts/legal-act.js';
import { DAY_MS, type RightsStanding, type RightsState } from './rights-request.js';

export interface KeptRightsRequest {
  readonly id: string;
  readonly reference: string;
  readonly citizenId: string;
  readonly kind: RightsKind;
  readonly about: DataCategory | null;
  readonly wordsSealed: Buffer | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly state: RightsState;
  readonly version: number;
}

/** How a request came to its state. */
export interface RightsStep {
  readonly requestId: string;
  readonly version: number;
  readonly state: RightsState;
  readonly at: Date;
  readonly by: 'PERSON' | 'STAFF' | 'RULE';
  readonly staffId: string | null;
  readonly reasonSealed: Buffer | null;
  readonly citation: Citation | null;
  /** Of the ledger. */
  readonly entryId: string;
}

type RequestRow = KeptRightsRequest;

const columns = sql`r.id, r.reference, r.citizen_id AS "citizenId", r.kind, r.about, r.words_sealed AS "wordsSealed",
  r.opened_at AS "openedAt", r.due_at AS "dueAt", r.state, r.version`;

export async function insertRequest(tx: Transaction, request: KeptRightsRequest): Promise<void> {
  await tx.query(sql`/* rights-requests.insert */
    INSERT INTO rights_requests (id, reference, citizen_id, kind, about, words_sealed, opened_at, due_at, state, version)
    VALUES (${request.id}, ${request.reference}, ${request.citizenId}, ${request.kind}, ${request.about}, ${request.wordsSealed},
      ${request.openedAt}, ${request.dueAt}, ${request.state}, ${request.version})`);
}

export async function insertStep(tx: Transaction, step: RightsStep): Promise<void> {
  await tx.query(sql`/* rights-request-steps.insert */
    INSERT INTO rights_request_steps (request_id, version, state, at, by, staff_id, reason_sealed, act_code, act_revision, article, entry_id)
    VALUES (${step.requestId}, ${step.version}, ${step.state}, ${step.at}, ${step.by}, ${step.staffId}, ${step.reasonSealed},
      ${step.citation?.code ?? null}, ${step.citation?.revision ?? null}, ${step.citation?.article ?? null}, ${step.entryId})`);
}

export async function setState(tx: Transaction, id: string, state: RightsState, version: number): Promise<void> {
  await tx.query(sql`/* rights-requests.setState */
    UPDATE rights_requests SET state = ${state}, version = ${version} WHERE id = ${id}`);
}

/** What is open, and how many were opened within a day. The caller holds the person's consent head. */
export async function standingOf(tx: Transaction, citizenId: string, now: Date): Promise<RightsStanding> {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const rows = await tx.query<{ kind: RightsKind; about: DataCategory | null; open: boolean; lately: boolean }>(
    sql`/* rights-requests.standing */
    SELECT kind, about, state = 'OPEN' AS open, opened_at > ${dayAgo} AS lately FROM rights_requests
    WHERE citizen_id = ${citizenId} AND (state = 'OPEN' OR opened_at > ${dayAgo})`,
  );
  return { open: rows.filter(({ open }) => open), lately: rows.filter(({ lately }) => lately).length };
}

/** By its reference, held until the transaction ends: one answer, whoever gives two. */
export async function lockByReference(tx: Transaction, reference: string): Promise<KeptRightsRequest | undefined> {
  return tx.one<RequestRow>(sql`/* rights-requests.lock */
    SELECT ${columns} FROM rights_requests r WHERE r.reference = ${reference} FOR UPDATE`);
}

export async function lockById(tx: Transaction, id: string): Promise<KeptRightsRequest | undefined> {
  return tx.one<RequestRow>(sql`/* rights-requests.lockById */
    SELECT ${columns} FROM rights_requests r WHERE r.id = ${id} FOR UPDATE`);
}

export async function findById(db: Queryable, id: string): Promise<KeptRightsRequest | undefined> {
  return db.one<RequestRow>(sql`/* rights-requests.find */
    SELECT ${columns} FROM rights_requests r WHERE r.id = ${id}`);
}

/** Newest first. */
export async function requestsOf(
  db: Queryable,
  citizenId: string,
  below: string | null,
  limit: number,
): Promise<KeptRightsRequest[]> {
  return db.query<RequestRow>(sql`/* rights-requests.of */
    SELECT ${columns} FROM rights_requests r
    WHERE r.citizen_id = ${citizenId} AND (${below}::uuid IS NULL OR r.id < ${below}::uuid)
    ORDER BY r.id DESC LIMIT ${limit}`);
}

/** What waits for an answer, by deadline. */
export async function openRequests(
  db: Queryable,
  after: { dueAt: Date; id: string } | null,
  limit: number,
): Promise<KeptRightsRequest[]> {
  return db.query<RequestRow>(sql`/* rights-requests.open */
    SELECT ${columns} FROM rights_requests r
    WHERE r.state = 'OPEN'
      AND (${after?.id ?? null}::uuid IS NULL OR (r.due_at, r.id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY r.due_at, r.id LIMIT ${limit}`);
}

/** Which of the person's data open requests say are not true. */
export async function questionedOf(db: Queryable, citizenId: string): Promise<DataCategory[]> {
  const rows = await db.query<{ about: DataCategory }>(sql`/* rights-requests.questioned */
    SELECT DISTINCT about FROM rights_requests
    WHERE citizen_id = ${citizenId} AND state = 'OPEN' AND kind IN ('CORRECTION', 'DISPUTE') AND about IS NOT NULL ORDER BY about`);
  return rows.map(({ about }) => about);
}

interface StepRow extends Omit<RightsStep, 'citation'> {
  actCode: string | null;
  actRevision: number | null;
  article: string | null;
}

/** The steps of these requests, oldest first. */
export async function stepsOf(db: Queryable, ids: readonly string[]): Promise<RightsStep[]> {
  const rows = await db.query<StepRow>(sql`/* rights-request-steps.of */
    SELECT request_id AS "requestId", version, state, at, by, staff_id AS "staffId", reason_sealed AS "reasonSealed",
      act_code AS "actCode", act_revision AS "actRevision", article, entry_id AS "entryId"
    FROM rights_request_steps WHERE request_id = ANY (${ids}::uuid[]) ORDER BY request_id, version`);
  return rows.map(({ actCode: code, actRevision: revision, article, ...row }) => ({
    ...row,
    citation: code === null || revision === null || article === null ? null : { code, revision, article },
  }));
}
