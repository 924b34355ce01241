import { type LocalDate, type Locale, locales } from '@belgi/contracts';
import { isCalendarDate } from '../calendar-date.js';

/** Longest title of an act or an article, and longest number of an act. */
export const MAX_TITLE_CHARS = 500;
const MAX_NUMBER_CHARS = 50;

export type Titles = Readonly<Record<Locale, string>>;

export interface LegalArticle {
  /** `24`, `15-1` */
  readonly article: string;
  readonly titles: Titles;
  /** Whether it lets a notice to the person wait. */
  readonly allowsNoticeDelay: boolean;
}

/** What an act says of itself in one wording. */
export interface ActWording {
  /** Stable over all revisions, `KG-2008-58`. */
  readonly code: string;
  readonly titles: Titles;
  readonly number: string;
  readonly adoptedOn: LocalDate;
  readonly inForceFrom: LocalDate;
  /** The first day on which it no longer holds; null: until a later revision says otherwise. */
  readonly inForceUntil: LocalDate | null;
  readonly articles: readonly LegalArticle[];
}

export interface LegalAct extends ActWording {
  /** From 1 per code, without gaps. */
  readonly revision: number;
  readonly registeredAt: Date;
}

/** An article in the very wording that was in force when it was cited. */
export interface Citation {
  readonly code: string;
  readonly revision: number;
  readonly article: string;
}

/** Why an article cannot be cited, in this order. */
export type CitationRefusal = 'ACT_UNKNOWN' | 'ACT_NOT_IN_FORCE' | 'ARTICLE_UNKNOWN';

/**
 * The revision that speaks for a day: the latest that has begun by then, whether or not it has ended since.
 * @param acts any revisions of any acts
 */
export function revisionOn(acts: readonly LegalAct[], code: string, on: LocalDate): LegalAct | undefined {
  const begun = acts.filter((act) => act.code === code && act.inForceFrom <= on);
  return begun.reduce<LegalAct | undefined>(
    (latest, act) => (latest === undefined || act.revision > latest.revision ? act : latest),
    undefined,
  );
}

/** Whether it holds on a day for which it speaks. */
export function holdsOn(act: ActWording, on: LocalDate): boolean {
  return act.inForceFrom <= on && (act.inForceUntil === null || on < act.inForceUntil);
}

/** Cites an article as it was in force on a day, or says why it cannot be cited. */
export function citeArticle(
  acts: readonly LegalAct[],
  code: string,
  article: string,
  on: LocalDate,
): Citation | CitationRefusal {
  if (!acts.some((act) => act.code === code)) return 'ACT_UNKNOWN';
  const act = revisionOn(acts, code, on);
  if (act === undefined || !holdsOn(act, on)) return 'ACT_NOT_IN_FORCE';
  if (!act.articles.some((each) => each.article === article)) return 'ARTICLE_UNKNOWN';
  return { code, revision: act.revision, article };
}

/** What can be wrong with registering an act, in this order. */
export type RegisterActRefusal =
  | 'ACT_CODE_INVALID'
  | 'ACT_TEXT_MISSING'
  | 'FIELD_TOO_LONG'
  | 'ACT_DATE_INVALID'
  | 'ACT_PERIOD_INVALID'
  | 'ARTICLES_EMPTY'
  | 'ARTICLE_INVALID'
  | 'ACT_OUT_OF_ORDER';

/** The form of a new revision, and its place after those of its code that are known. */
export function refuseAct(wish: ActWording, known: readonly LegalAct[]): RegisterActRefusal | undefined {
  if (!/^[A-Z][A-Z0-9-]{1,39}$/.test(wish.code)) return 'ACT_CODE_INVALID';
  const titles = [wish, ...wish.articles].flatMap(({ titles: each }) => locales.map((locale) => each[locale].trim()));
  if (wish.number.trim() === '' || titles.includes('')) return 'ACT_TEXT_MISSING';
  if (wish.number.length > MAX_NUMBER_CHARS || titles.some(({ length }) => length > MAX_TITLE_CHARS))
    return 'FIELD_TOO_LONG';
  const { adoptedOn, inForceFrom, inForceUntil } = wish;
  if (![adoptedOn, inForceFrom, inForceUntil ?? inForceFrom].every(isCalendarDate)) return 'ACT_DATE_INVALID';
  if (inForceUntil !== null && inForceUntil <= inForceFrom) return 'ACT_PERIOD_INVALID';
  if (wish.articles.length === 0) return 'ARTICLES_EMPTY';
  const numbers = wish.articles.map(({ article }) => article);
  const wellFormed = numbers.every((article) => /^[1-9]\d{0,4}(-[1-9]\d?)?$/.test(article));
  if (!wellFormed || new Set(numbers).size < numbers.length) return 'ARTICLE_INVALID';
  return known.some((act) => act.code === wish.code && act.inForceFrom > inForceFrom) ? 'ACT_OUT_OF_ORDER' : undefined;
}
