import { type HoldScope, type LocalDate, plusDays } from '@belgi/contracts';
import { isCalendarDate } from '../calendar-date.js';
import type { Citation, CitationRefusal } from '../legal-acts/legal-act.js';

/** Longest reason, in characters. */
export const MAX_HOLD_REASON_CHARS = 2_000;
/** A hold is looked at again within a year: one that nobody remembers would keep data for ever. */
export const MAX_REVIEW_DAYS = 366;

export type HoldStepKind = 'PROPOSED' | 'PLACED' | 'REJECTED' | 'LIFTING_PROPOSED' | 'LIFTED' | 'KEPT';

export interface HoldStep {
  readonly kind: HoldStepKind;
  /** Account of the officer. */
  readonly takenBy: string;
  readonly at: Date;
}

export interface HoldWish {
  readonly scope: HoldScope;
  readonly subjectId: string;
  readonly act: string;
  readonly article: string;
  readonly reason: string;
  /** The last day on which somebody looks at it again. */
  readonly reviewOn: LocalDate;
}

type ReasonRefusal = 'REASON_REQUIRED' | 'REASON_TOO_LONG';
/** Why a hold cannot be proposed, in this order. */
export type ProposeHoldRefusal = ReasonRefusal | 'REVIEW_DATE_INVALID' | CitationRefusal;
/** Why a step cannot be taken, in this order. */
export type HoldStepRefusal = ReasonRefusal | 'HOLD_UNKNOWN' | 'HOLD_NOT_WAITING' | 'SECOND_PERSON_REQUIRED';

export function refuseReason(reason: string): ReasonRefusal | undefined {
  if (reason.trim() === '') return 'REASON_REQUIRED';
  return reason.length > MAX_HOLD_REASON_CHARS ? 'REASON_TOO_LONG' : undefined;
}

/** @param cited the article as it is in force today, or why it cannot be cited */
export function refuseProposal(
  wish: HoldWish,
  today: LocalDate,
  cited: Citation | CitationRefusal,
): ProposeHoldRefusal | undefined {
  const refusal = refuseReason(wish.reason);
  if (refusal !== undefined) return refusal;
  const { reviewOn } = wish;
  if (!isCalendarDate(reviewOn) || reviewOn <= today || reviewOn > plusDays(today, MAX_REVIEW_DAYS))
    return 'REVIEW_DATE_INVALID';
  return typeof cited === 'string' ? cited : undefined;
}

/**
 * What a second officer's decision makes of a hold: of a proposed one, or of one whose lifting is proposed.
 * @param last its last step; undefined: there is no such hold
 */
export function decideHold(
  last: HoldStep | undefined,
  officer: string,
  agrees: boolean,
): HoldStepKind | HoldStepRefusal {
  if (last === undefined) return 'HOLD_UNKNOWN';
  if (last.kind !== 'PROPOSED' && last.kind !== 'LIFTING_PROPOSED') return 'HOLD_NOT_WAITING';
  if (last.takenBy === officer) return 'SECOND_PERSON_REQUIRED';
  if (last.kind === 'PROPOSED') return agrees ? 'PLACED' : 'REJECTED';
  return agrees ? 'LIFTED' : 'KEPT';
}

/** Only what is in force can be lifted. */
export function proposeLifting(last: HoldStep | undefined): HoldStepKind | HoldStepRefusal {
  if (last === undefined) return 'HOLD_UNKNOWN';
  return last.kind === 'PLACED' || last.kind === 'KEPT' ? 'LIFTING_PROPOSED' : 'HOLD_NOT_WAITING';
}
