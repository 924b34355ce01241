import { isCalendarDate } from '../calendar-date.js';
import { type LocalDate, localDateOf, startOf } from '../deadlines/working-day.js';
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

/** The second person may shorten what was prepared, or leave it out; never give it another basis. */
export function isDelayWidened(decided: Delay | null, prepared: Delay | null): boolean {
  if (decided === null) return false;
  if (prepared === null) return true;
  const { code, article } = prepared.legalAct;
  return decided.days > prepared.days || decided.legalAct.code !== code || decided.legalAct.article !== article;
}

/** What can be wrong with a review, in this order. */
export type ReviewRefusal = 'DELAY_NOT_IN_FORCE' | 'REASON_REQUIRED' | 'DELAY_NEVER_EXTENDED';

/**
 * The end after a review at `now`: where it was, or nearer; never later, and never before now, since nothing can have been
 * shown already. @param endsAt undefined: there is no delay; wished: null lifts it at once, undefined leaves it
 */
export function reviewedEnd(
  review: { readonly endsAt: Date | undefined; readonly wished: Date | null | undefined; readonly reason: string },
  now: Date,
): Date | ReviewRefusal {
  const { endsAt, wished, reason } = review;
  if (endsAt === undefined || endsAt <= now) return 'DELAY_NOT_IN_FORCE';
  if (reason.trim() === '') return 'REASON_REQUIRED';
  if (wished === undefined) return endsAt;
  if (wished === null || wished < now) return now;
  return wished > endsAt ? 'DELAY_NEVER_EXTENDED' : wished;
}
