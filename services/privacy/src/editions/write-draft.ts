import { type Locale, newId } from '@belgi/contracts';
import type { Database, Transaction } from '@belgi/database';
import {
  type DraftTexts,
  type ReturnRefusal,
  refuseReturn,
  refuseSubmit,
  refuseWrite,
  type SubmitRefusal,
  type WriteRefusal,
} from './draft.js';
import {
  findDraft,
  findSubmission,
  insertDecision,
  insertDraft,
  insertSubmission,
  type KeptDraft,
  lockDraft,
  putDraftText,
  setDraftState,
  updateDraft,
} from './drafts.store.js';
import type { DocumentKind } from './edition.js';
import { byLocale, normalisedText, textSha256 } from './policy-text.js';

export interface DraftWish {
  /** Undefined: a new one. */
  readonly id: string | undefined;
  /** Of a new one; the policy unless said. A draft stays what it was begun as. */
  readonly document?: DocumentKind | undefined;
  /** Languages left out stay as they are. */
  readonly texts: DraftTexts;
  /** Undefined: stays; true in a new draft. */
  readonly material: boolean | undefined;
  /** Undefined: stays; null: from publication. */
  readonly effectiveAt: Date | null | undefined;
}

/**
 * Writes a new draft, or changes one's own.
 * @param officerId null: an import by operations, which nobody has taken up yet
 */
export function writeDraft(
  database: Database,
  officerId: string | null,
  wish: DraftWish,
): Promise<KeptDraft | WriteRefusal> {
  return database.transaction(async (tx) => {
    const before = wish.id === undefined ? undefined : await lockDraft(tx, wish.id);
    const refusal = wish.id === undefined ? undefined : refuseWrite(before, officerId ?? '');
    if (refusal !== undefined) return refusal;
    const id = before?.id ?? newId();
    const row = {
      id,
      document: before?.document ?? wish.document ?? 'POLICY',
      writtenBy: officerId,
      material: wish.material ?? before?.material ?? true,
      effectiveAt: wish.effectiveAt === undefined ? (before?.effectiveAt ?? null) : wish.effectiveAt,
      at: await tx.now(),
    };
    await (before === undefined ? insertDraft(tx, row) : updateDraft(tx, row));
    for (const [locale, text] of Object.entries(wish.texts))
      await putDraftText(tx, id, locale as Locale, normalisedText(text));
    return whole(tx, id);
  });
}

/** The writer hands the draft to review: from now on its texts are fixed by their hashes. */
export function submitDraft(
  database: Database,
  officerId: string,
  draftId: string,
): Promise<KeptDraft | SubmitRefusal> {
  return database.transaction(async (tx) => {
    const draft = await lockDraft(tx, draftId);
    const refusal = refuseSubmit(draft, officerId);
    if (refusal !== undefined) return refusal;
    if (draft === undefined) throw new Error('refuseSubmit lets no unknown draft through');
    const at = await tx.now();
    const { material, effectiveAt } = draft;
    if (draft.writtenBy === null)
      await updateDraft(tx, { id: draftId, writtenBy: officerId, material, effectiveAt, at });
    const texts = byLocale((locale) => draft.texts[locale] ?? '');
    const sha256 = byLocale((locale) => textSha256(texts[locale]));
    const submission = {
      id: newId(),
      draftId,
      document: draft.document,
      writtenBy: officerId,
      material,
      effectiveAt,
      texts,
      sha256,
      decided: false,
    };
    await insertSubmission(tx, submission, at);
    await setDraftState(tx, draftId, 'IN_REVIEW', at);
    return whole(tx, draftId);
  });
}

/** A second person sends the draft back to its writer, with the reason. */
export function returnDraft(
  database: Database,
  officerId: string,
  submissionId: string,
  reason: string,
): Promise<KeptDraft | ReturnRefusal> {
  return database.transaction(async (tx) => {
    const submission = await lockSubmission(tx, submissionId);
    const refusal = refuseReturn(submission, officerId, reason);
    if (refusal !== undefined) return refusal;
    if (submission === undefined) throw new Error('refuseReturn lets no unknown submission through');
    const at = await tx.now();
    const decision = { submission, decidedBy: officerId, outcome: 'RETURNED', reason: reason.trim(), at } as const;
    await insertDecision(tx, decision);
    await setDraftState(tx, submission.draftId, 'RETURNED', at);
    return whole(tx, submission.draftId);
  });
}

/** Two officers decide at once: t0 both read; t1 one locks the draft; t2 the other waits, then sees that it is decided. */
export async function lockSubmission(tx: Transaction, id: string): ReturnType<typeof findSubmission> {
  const found = await findSubmission(tx, id);
  if (found === undefined) return undefined;
  await lockDraft(tx, found.draftId);
  return findSubmission(tx, id);
}

async function whole(tx: Transaction, id: string): Promise<KeptDraft> {
  const draft = await findDraft(tx, id);
  if (draft === undefined) throw new Error('a locked draft vanished');
  return draft;
}
