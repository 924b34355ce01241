import { type Locale, locales } from '@belgi/contracts';
import type { DocumentKind } from './edition.js';

export const draftStates = ['DRAFT', 'IN_REVIEW', 'RETURNED', 'PUBLISHED'] as const;
export type DraftState = (typeof draftStates)[number];

/** Markdown by language; a language may still be missing. */
export type DraftTexts = Readonly<Partial<Record<Locale, string>>>;

/** An edition in the making, as far as the rules ask. Times are of the database clock. */
export interface Draft {
  readonly id: string;
  readonly document: DocumentKind;
  /** Null: imported, and nobody has taken it up. */
  readonly writtenBy: string | null;
  readonly material: boolean;
  /** Null: from publication. */
  readonly effectiveAt: Date | null;
  readonly state: DraftState;
  readonly texts: DraftTexts;
}

/** What was handed to review. */
export interface Submission {
  readonly id: string;
  readonly draftId: string;
  readonly document: DocumentKind;
  readonly writtenBy: string;
  readonly material: boolean;
  readonly effectiveAt: Date | null;
  readonly texts: Readonly<Record<Locale, string>>;
  /** SHA-256, hexadecimal, of each text. */
  readonly sha256: Readonly<Record<Locale, string>>;
  /** Whether somebody has published or returned it. */
  readonly decided: boolean;
}

/** Longest reason of a return, in characters: an explanation to a colleague, not another draft. */
export const MAX_RETURN_REASON_CHARS = 4_000;

/** Why a draft cannot be written or submitted, in this order. */
export type WriteRefusal = 'DRAFT_UNKNOWN' | 'DRAFT_NOT_YOURS' | 'DRAFT_NOT_OPEN';
export type SubmitRefusal = WriteRefusal | 'TEXT_MISSING';
/** Why a submission cannot be decided on, in this order. */
export type ReviewRefusal = 'SUBMISSION_UNKNOWN' | 'SUBMISSION_DECIDED' | 'WRITER_CANNOT_DECIDE';
export type ReturnRefusal = ReviewRefusal | 'REASON_REQUIRED' | 'REASON_TOO_LONG';

/** Only its writer changes a draft, and not while it is in review: what is read there must stay what it is. */
export function refuseWrite(draft: Draft | undefined, officerId: string): WriteRefusal | undefined {
  if (draft === undefined) return 'DRAFT_UNKNOWN';
  if (draft.writtenBy !== null && draft.writtenBy !== officerId) return 'DRAFT_NOT_YOURS';
  return draft.state === 'DRAFT' || draft.state === 'RETURNED' ? undefined : 'DRAFT_NOT_OPEN';
}

export function refuseSubmit(draft: Draft | undefined, officerId: string): SubmitRefusal | undefined {
  const refusal = refuseWrite(draft, officerId);
  if (refusal !== undefined) return refusal;
  return locales.some((locale) => (draft?.texts[locale] ?? '').trim() === '') ? 'TEXT_MISSING' : undefined;
}

/** Whoever wrote it can neither publish nor return it. */
export function refuseReview(submission: Submission | undefined, officerId: string): ReviewRefusal | undefined {
  if (submission === undefined) return 'SUBMISSION_UNKNOWN';
  if (submission.decided) return 'SUBMISSION_DECIDED';
  return submission.writtenBy === officerId ? 'WRITER_CANNOT_DECIDE' : undefined;
}

export function refuseReturn(
  submission: Submission | undefined,
  officerId: string,
  reason: string,
): ReturnRefusal | undefined {
  const refusal = refuseReview(submission, officerId);
  if (refusal !== undefined) return refusal;
  if (reason.trim() === '') return 'REASON_REQUIRED';
  return reason.trim().length > MAX_RETURN_REASON_CHARS ? 'REASON_TOO_LONG' : undefined;
}
