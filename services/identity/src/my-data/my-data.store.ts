import { type Queryable, sql } from '@belgi/database';
import type { ExportRecord } from '@belgi/export';
import type { SealedWords } from '../doubts/doubt.store.js';

/** Former values are given whole: a person changes their data a few times in a life. */
export const accountOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.account */
    SELECT status, kind, locale, pin_verified AS "pinVerified", disputed, blocked_by_operations AS "blockedByOperations", created_at AS "createdAt",
      updated_at AS "updatedAt" FROM accounts WHERE id = ${id}`);

interface SealedValue {
  readonly name: string;
  readonly sealed: Buffer;
  readonly dataKey: Buffer | null;
  readonly assurance: string;
  readonly verifiedBy: string | null;
  readonly verifiedAt: Date | null;
  readonly source: string;
  readonly since: Date;
  readonly replacedAt: Date | null;
}

export const valuesOf = (db: Queryable, id: string) =>
  db.query<SealedValue>(sql`/* my-data.attributes */
    SELECT a.name, a.sealed, c.data_key AS "dataKey", a.assurance, a.verified_by AS "verifiedBy",
      a.verified_at AS "verifiedAt", a.source, a.updated_at AS since, NULL::timestamptz AS "replacedAt"
    FROM attributes a JOIN accounts c ON c.id = a.account_id
    WHERE a.account_id = ${id} AND c.data_key IS NOT NULL ORDER BY a.name`);

export const formerValuesOf = (db: Queryable, id: string) =>
  db.query<SealedValue>(sql`/* my-data.formerAttributes */
    SELECT a.name, a.sealed, c.data_key AS "dataKey", a.assurance, a.verified_by AS "verifiedBy",
      a.verified_at AS "verifiedAt", a.source, a.since, a.replaced_at AS "replacedAt"
    FROM attribute_history a JOIN accounts c ON c.id = a.account_id
    WHERE a.account_id = ${id} AND c.data_key IS NOT NULL ORDER BY a.replaced_at, a.id`);

export const consentOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.consent */
    SELECT state AS "consentState", edition AS "consentEdition", epoch AS "consentEpoch", applied_at AS "appliedAt"
    FROM consents WHERE citizen_id = ${id}`);

export const sessionsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.sessions */
    SELECT started_at AS "startedAt", expires_at AS "expiresAt", ended_at AS "endedAt", end_reason AS "endReason"
    FROM sessions WHERE account_id = ${id} ORDER BY started_at, id`);

/**
 * Who looked, and who tried to, without the clerk. What serves an official request is privacy's to tell: it knows
 * which notice is delayed by law, and these rows would tell it early.
 */
export const looksAt = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.looks */
    SELECT at, actor_kind AS who, role, purpose, duty, case_number AS "caseNumber", fields, outcome, reason
    FROM personal_data_accesses
    WHERE citizen_id = ${id} AND actor_kind <> 'AGENCY' AND duty IS DISTINCT FROM 'OFFICIAL_REQUEST' ORDER BY at, id`);

export const disputesOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.disputes */
    SELECT opened_at AS "openedAt", CASE WHEN holder = ${id} THEN 'HOLDER' ELSE 'CHALLENGER' END AS role,
      decided_at AS "decidedAt", kept = ${id} AS "decidedForMe"
    FROM disputes WHERE holder = ${id} OR challenger = ${id} ORDER BY opened_at, id`);

/** Without who of the staff wrote what. */
export const doubtsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord & SealedWords & { id: string; dataKey: Buffer | null }>(sql`/* my-data.doubts */
    SELECT d.names AS fields, d.case_number AS "caseNumber", d.marked_at AS "openedAt", d.answer_due_at AS "answerDueAt",
      d.answer, d.answered_at AS "answeredAt", d.outcome, d.decided_at AS "decidedAt", d.appeal_due_at AS "appealDueAt",
      d.appealed_at AS "appealedAt", d.appeal_outcome AS "appealOutcome", d.ruled_at AS "ruledAt", d.id, c.data_key AS "dataKey",
      d.reason_sealed AS "reasonSealed", d.statement_sealed AS "statementSealed", d.decision_sealed AS "decisionSealed",
      d.appeal_sealed AS "appealSealed", d.ruling_sealed AS "rulingSealed"
    FROM doubts d JOIN accounts c ON c.id = d.account_id
    WHERE d.account_id = ${id} AND c.data_key IS NOT NULL ORDER BY d.marked_at, d.id`);

export const contractsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.contracts */
    SELECT entry_id AS "entryId", binds FROM running_contracts WHERE citizen_id = ${id} ORDER BY entry_id`);

export const uncountedOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.uncounted */
    SELECT day::text AS day, act, region, price_band AS "priceBand", pattern
    FROM statistics_acts WHERE citizen_id = ${id} ORDER BY day, id`);
