import { type LocalDate, localDateOf, startOf } from '@belgi/contracts';
import { isCalendarDate } from '../calendar-date.js';
import {
  type Citation,
  type CitationRefusal,
  citeArticle,
  type LegalAct,
  revisionOn,
} from '../legal-acts/legal-act.js';

/** A notice waits this long at most, whoever says what (clause 3.4, the law's model form). */
export const MAX_DELAY_DAYS = 90;
const DAY_MS = 86_400_000;

/** What an officer wishes. */
export interface DelayWish {
  readonly legalAct: { readonly code: string; readonly article: string };
  /** From the decision on. */
  readonly days: number;
  /** A day on which somebody asks whether it is still needed. */
  readonly reviewOn: LocalDate;
  readonly reason: string;
}

/** A wish that the law allows. */
export interface Delay extends Omit<DelayWish, 'legalAct'> {
  readonly legalAct: Citation;
}

/** What can be wrong with a wish, in this order. */
export type DelayRefusal =
  | 'REASON_REQUIRED'
  | CitationRefusal
  | 'DELAY_NOT_ALLOWED'
  | 'DELAY_TERM_OUT_OF_RANGE'
  | 'DELAY_REVIEW_INVALID';

/** Only where an article says so, for some days, and looked at again before they are over. */
export function delayOf(wish: DelayWish, acts: readonly LegalAct[], now: Date): Delay | DelayRefusal {
  const { code, article } = wish.legalAct;
  if (wish.reason.trim() === '') return 'REASON_REQUIRED';
  const today = localDateOf(now);
  const cited = citeArticle(acts, code, article, today);
  if (typeof cited === 'string') return cited;
  const articles = revisionOn(acts, code, today)?.articles ?? [];
  if (!articles.some((each) => each.article === article && each.allowsNoticeDelay)) return 'DELAY_NOT_ALLOWED';
  if (!Number.isInteger(wish.days) || wish.days < 1 || wish.days > MAX_DELAY_DAYS) return 'DELAY_TERM_OUT_OF_RANGE';
  if (!isCalendarDate(wish.reviewOn)) return 'DELAY_REVIEW_INVALID';
  const review = startOf(wish.reviewOn);
  if (review <= now || review >= endOf(wish.days, now)) return 'DELAY_REVIEW_INVALID';
  return { ...wish, reason: wish.reason.trim(), legalAct: cited };
}

/** When a delay that is decided at that instant ends. */
export const endOf = (days: number, decidedAt: Date): Date => new Date(decidedAt.getTime() + days * DAY_MS);

/** The second person may shorten what was prepared, or leave it out; never give it another basis, or a later day of review. */
export function isDelayWidened(decided: Delay | null, prepared: Delay | null): boolean {
  if (decided === null) return false;
  if (prepared === null) return true;
  const { code, article } = prepared.legalAct;
  if (decided.days > prepared.days || decided.reviewOn > prepared.reviewOn) return true;
  return decided.legalAct.code !== code || decided.legalAct.article !== article;
}

/** A review that carries a delay on is of the last days before its day: what was looked at on the first proves nothing. */
export const REVIEW_WINDOW_DAYS = 7;
/** Minutes before the day of review when it is too late to carry on: no transaction lasts as long, so nothing that has been
 * shown is hidden again. */
const REVIEW_CLOSES_MINUTES = 5;

/** A delay as it stands. */
export interface RunningDelay {
  /** The day of review, until somebody carries it on. */
  readonly endsAt: Date;
  /** If it is carried on. */
  readonly longestUntil: Date;
  readonly reviewAt: Date;
  /** The officer who decided it. */
  readonly decidedBy: string;
}

export interface Review {
  /** Undefined: there is no delay. */
  readonly delay: RunningDelay | undefined;
  readonly reviewedBy: string;
  /** Null lifts it at once; undefined carries it on to the end that was decided. */
  readonly wished: Date | null | undefined;
  readonly reason: string;
}

/** What can be wrong with a review, in this order. */
export type DelayReviewRefusal =
  | 'DELAY_NOT_IN_FORCE'
  | 'REASON_REQUIRED'
  | 'DELAY_NEVER_EXTENDED'
  | 'DELAY_DECIDER_CANNOT_CARRY_ON'
  | 'DELAY_REVIEW_OUT_OF_TIME';

/**
 * The end after a review at `now`. Nearer: anybody may, at any time; telling needs no second pair of eyes. Past the day of
 * review: a second decision, by somebody else, in the last days before it. Later than was decided: nobody. Never before now,
 * since nothing can have been shown already.
 */
export function reviewedEnd({ delay, reviewedBy, wished, reason }: Review, now: Date): Date | DelayReviewRefusal {
  if (delay === undefined || delay.endsAt <= now) return 'DELAY_NOT_IN_FORCE';
  if (reason.trim() === '') return 'REASON_REQUIRED';
  if (wished === null || (wished !== undefined && wished < now)) return now;
  const { longestUntil, reviewAt } = delay;
  const endsAt = wished ?? longestUntil;
  if (endsAt > longestUntil) return 'DELAY_NEVER_EXTENDED';
  if (endsAt <= reviewAt) return endsAt;
  if (reviewedBy === delay.decidedBy) return 'DELAY_DECIDER_CANNOT_CARRY_ON';
  const leftMs = reviewAt.getTime() - now.getTime();
  const inTime = leftMs <= REVIEW_WINDOW_DAYS * DAY_MS && leftMs > REVIEW_CLOSES_MINUTES * 60_000;
  return inTime ? endsAt : 'DELAY_REVIEW_OUT_OF_TIME';
}
