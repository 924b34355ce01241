import type { Locale } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Draft, DraftState, DraftTexts, Submission } from './draft.js';
import type { DocumentKind } from './edition.js';

/** A draft with its last submission and return, as officers see it. */
export interface KeptDraft extends Draft {
  readonly changedAt: Date;
  readonly submissionId: string | null;
  readonly submittedAt: Date | null;
  readonly returned: { readonly reason: string; readonly at: Date } | null;
}

interface DraftRow {
  id: string;
  document: DocumentKind;
  written_by: string | null;
  material: boolean;
  effective_at: Date | null;
  state: DraftState;
  changed_at: Date;
  texts: DraftTexts;
  submission_id: string | null;
  submitted_at: Date | null;
  outcome: 'PUBLISHED' | 'RETURNED' | null;
  reason: string | null;
  decided_at: Date | null;
}

const toDraft = (row: DraftRow): KeptDraft => ({
  id: row.id,
  document: row.document,
  writtenBy: row.written_by,
  material: row.material,
  effectiveAt: row.effective_at,
  state: row.state,
  texts: row.texts,
  changedAt: row.changed_at,
  // What was returned is no more in anybody's hands.
  submissionId: row.outcome === 'RETURNED' ? null : row.submission_id,
  submittedAt: row.submitted_at,
  returned: row.reason === null || row.decided_at === null ? null : { reason: row.reason, at: row.decided_at },
});

const draft = sql`
  d.id, d.document, d.written_by, d.material, d.effective_at, d.state, d.changed_at,
  COALESCE((SELECT jsonb_object_agg(t.locale, t.markdown) FROM edition_draft_texts t WHERE t.draft_id = d.id), '{}') AS texts,
  s.id AS submission_id, s.submitted_at, r.outcome, r.reason, r.decided_at
  FROM edition_drafts d
  LEFT JOIN LATERAL (SELECT * FROM edition_submissions WHERE draft_id = d.id ORDER BY id DESC LIMIT 1) s ON true
  LEFT JOIN edition_decisions r ON r.submission_id = s.id`;

/** Newest first: ids are in the order of time. */
export async function listDrafts(db: Queryable, limit: number): Promise<KeptDraft[]> {
  const rows = await db.query<DraftRow>(
    sql`/* edition-drafts.list */ SELECT ${draft} ORDER BY d.id DESC LIMIT ${limit}`,
  );
  return rows.map(toDraft);
}

export async function findDraft(db: Queryable, id: string): Promise<KeptDraft | undefined> {
  const row = await db.one<DraftRow>(sql`/* edition-drafts.find */ SELECT ${draft} WHERE d.id = ${id}`);
  return row && toDraft(row);
}

/** The lock that writing, submitting and deciding queue on; then the row as it is. */
export async function lockDraft(tx: Transaction, id: string): Promise<KeptDraft | undefined> {
  await tx.query(sql`/* edition-drafts.lock */ SELECT id FROM edition_drafts WHERE id = ${id} FOR UPDATE`);
  return findDraft(tx, id);
}

export async function insertDraft(
  tx: Transaction,
  wish: {
    id: string;
    document: DocumentKind;
    writtenBy: string | null;
    material: boolean;
    effectiveAt: Date | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(sql`/* edition-drafts.insert */
    INSERT INTO edition_drafts (id, document, written_by, material, effective_at, state, changed_at)
    VALUES (${wish.id}, ${wish.document}, ${wish.writtenBy}, ${wish.material}, ${wish.effectiveAt}, 'DRAFT', ${wish.at})`);
}

export async function updateDraft(
  tx: Transaction,
  wish: { id: string; writtenBy: string | null; material: boolean; effectiveAt: Date | null; at: Date },
): Promise<void> {
  await tx.query(sql`/* edition-drafts.update */
    UPDATE edition_drafts SET written_by = ${wish.writtenBy}, material = ${wish.material}, effective_at = ${wish.effectiveAt},
      changed_at = ${wish.at} WHERE id = ${wish.id}`);
}

export async function setDraftState(tx: Transaction, id: string, state: DraftState, at: Date): Promise<void> {
  await tx.query(sql`/* edition-drafts.state */
    UPDATE edition_drafts SET state = ${state}, changed_at = ${at} WHERE id = ${id}`);
}

export async function putDraftText(tx: Transaction, draftId: string, locale: Locale, markdown: string): Promise<void> {
  await tx.query(sql`/* edition-draft-texts.put */
    INSERT INTO edition_draft_texts (draft_id, locale, markdown) VALUES (${draftId}, ${locale}, ${markdown})
    ON CONFLICT (draft_id, locale) DO UPDATE SET markdown = EXCLUDED.markdown`);
}

export async function insertSubmission(tx: Transaction, submission: Submission, at: Date): Promise<void> {
  const { id, draftId, writtenBy, material, effectiveAt, texts, sha256 } = submission;
  await tx.query(sql`/* edition-submissions.insert */
    INSERT INTO edition_submissions (id, draft_id, written_by, material, effective_at, submitted_at)
    VALUES (${id}, ${draftId}, ${writtenBy}, ${material}, ${effectiveAt}, ${at})`);
  for (const [locale, markdown] of Object.entries(texts))
    await tx.query(sql`/* edition-submission-texts.insert */
      INSERT INTO edition_submission_texts (submission_id, locale, markdown, sha256)
      VALUES (${id}, ${locale}, ${markdown}, ${sha256[locale as Locale]})`);
}

export async function findSubmission(tx: Transaction, id: string): Promise<Submission | undefined> {
  const row = await tx.one<{
    draft_id: string;
    document: DocumentKind;
    written_by: string;
    material: boolean;
    effective_at: Date | null;
    texts: Record<Locale, string>;
    sha256: Record<Locale, string>;
    decided: boolean;
  }>(sql`/* edition-submissions.find */
    SELECT s.draft_id, f.document, s.written_by, s.material, s.effective_at, r.submission_id IS NOT NULL AS decided,
      jsonb_object_agg(t.locale, t.markdown) AS texts, jsonb_object_agg(t.locale, t.sha256) AS sha256
    FROM edition_submissions s JOIN edition_drafts f ON f.id = s.draft_id
      JOIN edition_submission_texts t ON t.submission_id = s.id
    LEFT JOIN edition_decisions r ON r.submission_id = s.id
    WHERE s.id = ${id} GROUP BY s.id, f.document, r.submission_id`);
  if (row === undefined) return undefined;
  const { document, material, texts, sha256, decided } = row;
  const { draft_id: draftId, written_by: writtenBy, effective_at: effectiveAt } = row;
  return { id, draftId, document, writtenBy, material, effectiveAt, texts, sha256, decided };
}

export async function insertDecision(
  tx: Transaction,
  decision: {
    submission: Pick<Submission, 'id' | 'writtenBy'>;
    decidedBy: string;
    outcome: 'PUBLISHED' | 'RETURNED';
    reason: string | null;
    at: Date;
  },
): Promise<void> {
  const { submission, decidedBy, outcome, reason, at } = decision;
  await tx.query(sql`/* edition-decisions.insert */
    INSERT INTO edition_decisions (submission_id, written_by, decided_by, outcome, reason, decided_at)
    VALUES (${submission.id}, ${submission.writtenBy}, ${decidedBy}, ${outcome}, ${reason}, ${at})`);
}
