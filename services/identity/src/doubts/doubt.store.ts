import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { AttributeName } from '../people/attribute.js';
import type { AppealOutcome, Doubt, DoubtOutcome } from './doubt.js';

const columns = sql`id, account_id AS "accountId", names, case_number AS "caseNumber", marked_by AS "markedBy",
  marked_at AS "markedAt", answer_due_at AS "answerDueAt", answer, answered_at AS "answeredAt", outcome,
  decided_by AS "decidedBy", decided_at AS "decidedAt", appeal_due_at AS "appealDueAt", appealed_at AS "appealedAt",
  appeal_outcome AS "appealOutcome", ruled_by AS "ruledBy", ruled_at AS "ruledAt"`;

/** What people wrote, sealed under the person's key. */
export interface SealedWords {
  readonly reasonSealed: Buffer;
  readonly statementSealed: Buffer | null;
  readonly decisionSealed: Buffer | null;
  readonly appealSealed: Buffer | null;
  readonly rulingSealed: Buffer | null;
}

const words = sql`reason_sealed AS "reasonSealed", statement_sealed AS "statementSealed",
  decision_sealed AS "decisionSealed", appeal_sealed AS "appealSealed", ruling_sealed AS "rulingSealed"`;

type Marking = Pick<Doubt, 'id' | 'accountId' | 'names' | 'caseNumber' | 'markedBy' | 'markedAt' | 'answerDueAt'> & {
  readonly reasonSealed: Buffer;
};

export async function insertDoubt(tx: Transaction, doubt: Marking): Promise<void> {
  await tx.query(sql`/* doubts.insert */
    INSERT INTO doubts (id, account_id, names, case_number, reason_sealed, marked_by, marked_at, answer_due_at)
    VALUES (${doubt.id}, ${doubt.accountId}, ${[...doubt.names]}, ${doubt.caseNumber}, ${doubt.reasonSealed},
      ${doubt.markedBy}, ${doubt.markedAt}, ${doubt.answerDueAt})`);
}

export function doubtById(db: Queryable, id: string): Promise<(Doubt & SealedWords) | undefined> {
  return db.one<Doubt & SealedWords>(sql`/* doubts.byId */ SELECT ${columns}, ${words} FROM doubts WHERE id = ${id}`);
}

/** A person's own, newest first. */
export function doubtsOf(db: Queryable, accountId: string, limit: number): Promise<(Doubt & SealedWords)[]> {
  return db.query<Doubt & SealedWords>(sql`/* doubts.ofAccount */
    SELECT ${columns}, ${words} FROM doubts WHERE account_id = ${accountId}
    ORDER BY marked_at DESC, id DESC LIMIT ${limit}`);
}

/** What staff have to decide or wait for, oldest first. */
export function openDoubts(db: Queryable, page: { after: string | null; limit: number }): Promise<Doubt[]> {
  return db.query<Doubt>(sql`/* doubts.open */
    SELECT ${columns} FROM doubts
    WHERE (outcome IS NULL OR (appealed_at IS NOT NULL AND ruled_at IS NULL))
      AND (${page.after}::uuid IS NULL OR id > ${page.after}::uuid)
    ORDER BY id LIMIT ${page.limit}`);
}

/** Names that an undecided doubt holds. The account's row is locked by the caller. */
export async function namesInDoubt(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(sql`/* doubts.namesInDoubt */
    SELECT DISTINCT unnest(names) AS name FROM doubts WHERE account_id = ${accountId} AND outcome IS NULL`);
  return rows.map(({ name }) => name);
}

/** A value (`a`) that was corrected or proved since it was doubted (`d`). */
const settledSince = sql`a.updated_at > d.marked_at AND (a.source IN ('CORRECTION', 'STAFF') OR a.assurance = 'VERIFIED')`;

/** Of the doubted values those that stand as they were: not corrected and not proved since. */
export async function stillStanding(tx: Transaction, doubtId: string): Promise<AttributeName[]> {
  const rows = await tx.query<{ name: AttributeName }>(sql`/* doubts.stillStanding */
    SELECT a.name FROM doubts d JOIN attributes a ON a.account_id = d.account_id AND a.name = ANY(d.names)
    WHERE d.id = ${doubtId} AND NOT (${settledSince})`);
  return rows.map(({ name }) => name);
}

/**
 * Takes a correction, or a proof at the portal, as the answer to every doubt whose values are now all corrected or proved,
 * within its term. Whoever corrects holds the account's row, as whoever decides does.
 */
export async function answerByCorrection(tx: Transaction, accountId: string, now: Date): Promise<void> {
  await tx.query(sql`/* doubts.answerByCorrection */
    UPDATE doubts d SET answer = 'CORRECTED', answered_at = ${now}
    WHERE d.account_id = ${accountId} AND d.outcome IS NULL AND d.answer IS NULL AND ${now} < d.answer_due_at
      AND NOT EXISTS (SELECT FROM unnest(d.names) AS doubted WHERE NOT EXISTS (SELECT FROM attributes a
        WHERE a.account_id = d.account_id AND a.name = doubted AND ${settledSince}))`);
}

export async function saveStatement(tx: Transaction, id: string, statementSealed: Buffer, now: Date): Promise<void> {
  await tx.query(sql`/* doubts.saveStatement */
    UPDATE doubts SET answer = 'STATEMENT', statement_sealed = ${statementSealed}, answered_at = ${now} WHERE id = ${id}`);
}

export async function saveDecision(
  tx: Transaction,
  id: string,
  decision: { outcome: DoubtOutcome; decisionSealed: Buffer; decidedBy: string; appealDueAt: Date | null },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* doubts.saveDecision */
    UPDATE doubts SET outcome = ${decision.outcome}, decision_sealed = ${decision.decisionSealed},
      decided_by = ${decision.decidedBy}, decided_at = ${now}, appeal_due_at = ${decision.appealDueAt}
    WHERE id = ${id}`);
}

export async function saveAppeal(tx: Transaction, id: string, appealSealed: Buffer, now: Date): Promise<void> {
  await tx.query(sql`/* doubts.saveAppeal */
    UPDATE doubts SET appeal_sealed = ${appealSealed}, appealed_at = ${now} WHERE id = ${id}`);
}

export async function saveRuling(
  tx: Transaction,
  id: string,
  ruling: { appealOutcome: AppealOutcome; rulingSealed: Buffer; ruledBy: string },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* doubts.saveRuling */
    UPDATE doubts SET appeal_outcome = ${ruling.appealOutcome}, ruling_sealed = ${ruling.rulingSealed},
      ruled_by = ${ruling.ruledBy}, ruled_at = ${now}
    WHERE id = ${id}`);
}
