import type { DataCategory, RightsKind } from '@belgi/contracts';

/** Longest words of a person and longest reason of an answer, in characters. */
export const MAX_WORDS_CHARS = 2_000;
/** Open at a time per person: one of each kind that is written by hand, and two more. */
export const MAX_OPEN = 5;
/** Opened in 24 hours per person: who has been answered ten times in a day is told to call 119. */
export const MAX_DAILY = 10;
export const DAY_MS = 86_400_000;

export type RightsState = 'OPEN' | 'GRANTED' | 'REFUSED';

/** What a person asks for. */
export interface RightsWish {
  readonly kind: RightsKind;
  /** Which of their data it is about; null: all of it. */
  readonly about: DataCategory | null;
  /** In their words, trimmed; null: none. */
  readonly words: string | null;
}

/** What the register has of the person already. */
export interface RightsStanding {
  readonly open: readonly Pick<RightsWish, 'kind' | 'about'>[];
  /** Opened within the last 24 hours. */
  readonly lately: number;
}

/** Why a request is not opened, in this order. */
export type OpenRightsRefusal =
  | 'RIGHTS_ABOUT_REQUIRED'
  | 'RIGHTS_WORDS_REQUIRED'
  | 'REASON_TOO_LONG'
  | 'RIGHTS_ALREADY_OPEN'
  | 'TOO_MANY_RIGHTS_OPEN'
  | 'TOO_MANY_RIGHTS_TODAY';

/** Nobody can put right, or look into, what was not named. */
export const NAMES_WHAT_IS_WRONG: readonly RightsKind[] = ['CORRECTION', 'DISPUTE'];

export function refuseOpening(wish: RightsWish, standing: RightsStanding): OpenRightsRefusal | undefined {
  const explained = NAMES_WHAT_IS_WRONG.includes(wish.kind);
  if (explained && wish.about === null) return 'RIGHTS_ABOUT_REQUIRED';
  if (explained && wish.words === null) return 'RIGHTS_WORDS_REQUIRED';
  if ((wish.words?.length ?? 0) > MAX_WORDS_CHARS) return 'REASON_TOO_LONG';
  const isOpen = standing.open.some(({ kind, about }) => kind === wish.kind && about === wish.about);
  if (isOpen) return 'RIGHTS_ALREADY_OPEN';
  if (standing.open.length >= MAX_OPEN) return 'TOO_MANY_RIGHTS_OPEN';
  return standing.lately >= MAX_DAILY ? 'TOO_MANY_RIGHTS_TODAY' : undefined;
}

/** An answer as staff give it. */
export interface RightsAnswer {
  readonly outcome: Exclude<RightsState, 'OPEN'>;
  readonly reason: string;
  /** An article; a refusal needs one. */
  readonly cites: { readonly code: string; readonly article: string } | null;
}

/** Why an answer is not taken, in this order; whether the article was in force is asked of the registry after it. */
export type AnswerRightsRefusal =
  | 'RIGHTS_REQUEST_UNKNOWN'
  | 'RIGHTS_REQUEST_ANSWERED'
  | 'REASON_REQUIRED'
  | 'REASON_TOO_LONG'
  | 'CITATION_REQUIRED';

export function refuseAnswer(
  request: { readonly state: RightsState } | undefined,
  answer: RightsAnswer,
): AnswerRightsRefusal | undefined {
  if (request === undefined) return 'RIGHTS_REQUEST_UNKNOWN';
  if (request.state !== 'OPEN') return 'RIGHTS_REQUEST_ANSWERED';
  if (answer.reason.trim() === '') return 'REASON_REQUIRED';
  if (answer.reason.length > MAX_WORDS_CHARS) return 'REASON_TOO_LONG';
  return answer.outcome === 'REFUSED' && answer.cites === null ? 'CITATION_REQUIRED' : undefined;
}

/** Whether the term has passed without an answer. */
export function isOverdue(request: { readonly state: RightsState; readonly dueAt: Date }, now: Date): boolean {
  return request.state === 'OPEN' && now.getTime() >= request.dueAt.getTime();
}
