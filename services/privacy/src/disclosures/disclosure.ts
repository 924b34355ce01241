import type { DataCategory, ServiceName } from '@belgi/contracts';
import { isCalendarDate } from '../calendar-date.js';
import { localDateOf } from '../deadlines/working-day.js';

/** Which service can read a category to an agency. A category that is absent has no reader and cannot be granted. */
export const readers: Readonly<Partial<Record<DataCategory, ServiceName>>> = {
  NAME: 'identity',
  PIN: 'identity',
  ID_DOCUMENT: 'identity',
  PHONE: 'identity',
  EMAIL: 'identity',
  ADDRESS: 'identity',
  CONSENT_HISTORY: 'privacy',
};

/** A grant lives this long at most (MISSION, domain rules of clause 3.4). */
export const MAX_TERM_DAYS = 30;
/** Reads of one grant: a letter that needs more is another letter. */
export const MAX_READS = 100;
/** Repeats of one read: enough for every answer lost on its way; more would be polling that nobody counts. */
export const MAX_REPEATS = 10;
/** Persons in one letter: bulk requests are refused. */
export const MAX_SUBJECTS = 50;

/** Request states as recorded; EXPIRED is seen when the grant's term has passed. */
export type RecordedRequestState = 'SUBMITTED' | 'UNDER_REVIEW' | 'GRANTED' | 'NARROWED' | 'REJECTED' | 'REVOKED';
export type RequestState = RecordedRequestState | 'EXPIRED';

/** What agency, officers and rules look at; no subject in it. */
export interface DisclosureRequest {
  readonly id: string;
  readonly filedBy: string;
  readonly agencyId: string | null;
  readonly categories: readonly DataCategory[];
  readonly state: RecordedRequestState;
}

/** What one officer proposes or the second one decides. No categories: rejection. */
export interface Scope {
  readonly categories: readonly DataCategory[];
  readonly termDays: number;
  readonly readsCap: number;
  readonly reason: string;
}

export interface Grant {
  readonly id: string;
  readonly agencyId: string | null;
  readonly categories: readonly DataCategory[];
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly readsCap: number;
  readonly readsUsed: number;
  readonly revokedAt: Date | null;
}

/** What can be wrong with filing, in this order. */
export type FilingRefusal =
  | 'FIELD_EMPTY'
  | 'LETTER_DATE_INVALID'
  | 'CATEGORIES_EMPTY'
  | 'SUBJECTS_EMPTY'
  | 'TOO_MANY_SUBJECTS'
  | 'PIN_INVALID'
  | 'TERM_OUT_OF_RANGE'
  | 'READS_OUT_OF_RANGE';

export interface Filing {
  readonly agencyName: string;
  readonly officer: string;
  readonly letterNumber: string;
  /** YYYY-MM-DD */
  readonly letterDate: string;
  readonly legalBasis: string;
  readonly duty: string;
  readonly categories: readonly DataCategory[];
  readonly pins: readonly string[];
  readonly termDays: number;
  readonly readsCap: number;
}

/** The form of a request; a letter cannot be dated after today in Bishkek. Letters are checked for existence elsewhere. */
export function refuseFiling(filing: Filing, now: Date): FilingRefusal | undefined {
  const words = [filing.agencyName, filing.officer, filing.letterNumber, filing.legalBasis, filing.duty];
  if (words.some((word) => word.trim() === '')) return 'FIELD_EMPTY';
  if (!isCalendarDate(filing.letterDate) || filing.letterDate > localDateOf(now)) return 'LETTER_DATE_INVALID';
  if (filing.categories.length === 0) return 'CATEGORIES_EMPTY';
  if (filing.pins.length === 0) return 'SUBJECTS_EMPTY';
  if (filing.pins.length > MAX_SUBJECTS) return 'TOO_MANY_SUBJECTS';
  if (!filing.pins.every(isPersonalPin)) return 'PIN_INVALID';
  return outOfRange(filing.termDays, filing.readsCap);
}

/** What can be wrong with a proposal or a decision, in this order. */
export type ScopeRefusal =
  | 'REQUEST_NOT_OPEN'
  | 'NOT_PREPARED'
  | 'SECOND_PERSON_REQUIRED'
  | 'REASON_REQUIRED'
  | 'CATEGORY_NOT_REQUESTED'
  | 'CATEGORY_WITHOUT_READER'
  | 'WIDER_THAN_PREPARED'
  | 'TERM_OUT_OF_RANGE'
  | 'READS_OUT_OF_RANGE';

/** One officer prepares: may narrow what was asked for, never widen it. */
export function refuseProposal(request: DisclosureRequest, scope: Scope): ScopeRefusal | undefined {
  if (!isOpen(request)) return 'REQUEST_NOT_OPEN';
  return refuseScope(request, scope);
}

/**
 * A second person decides on what was prepared: never the one who filed it or prepared it, and never wider than
 * prepared, since of what is wider there would be one pair of eyes only.
 */
export function refuseDecision(
  request: DisclosureRequest,
  proposal: (Scope & { readonly preparedBy: string }) | undefined,
  decision: Scope & { readonly decidedBy: string },
): ScopeRefusal | undefined {
  if (!isOpen(request)) return 'REQUEST_NOT_OPEN';
  if (proposal === undefined) return 'NOT_PREPARED';
  if (decision.decidedBy === request.filedBy || decision.decidedBy === proposal.preparedBy)
    return 'SECOND_PERSON_REQUIRED';
  const refusal = refuseScope(request, decision);
  if (refusal !== undefined) return refusal;
  const widened =
    !isSubset(decision.categories, proposal.categories) ||
    (decision.categories.length > 0 &&
      (decision.termDays > proposal.termDays || decision.readsCap > proposal.readsCap));
  return widened ? 'WIDER_THAN_PREPARED' : undefined;
}

/** Granted in full, in part, or not at all. */
export function outcomeOf(request: DisclosureRequest, scope: Scope): 'GRANTED' | 'NARROWED' | 'REJECTED' {
  if (scope.categories.length === 0) return 'REJECTED';
  return isSubset(request.categories, scope.categories) ? 'GRANTED' : 'NARROWED';
}

/** State at `now`: a grant whose term has passed shows its request as expired. */
export function stateAt(state: RecordedRequestState, validUntil: Date | null, now: Date): RequestState {
  const granted = state === 'GRANTED' || state === 'NARROWED';
  return granted && validUntil !== null && validUntil <= now ? 'EXPIRED' : state;
}

/** What can be wrong with a read, in this order. */
export type ReadRefusal =
  | 'GRANT_NOT_IN_TOKEN'
  | 'KEY_REUSED'
  | 'GRANT_UNKNOWN'
  | 'GRANT_NOT_YET'
  | 'GRANT_EXPIRED'
  | 'GRANT_REVOKED'
  | 'GRANT_SPENT'
  | 'SUBJECT_NOT_IN_GRANT';

/**
 * A token serves to read under the grants that it was asked for, and no other: whoever gets hold of one and its key reads
 * one case. It says nothing of whether the grant is live; that is decided at the moment of the read.
 */
export function refuseToken(grants: readonly string[], grantId: string): 'GRANT_NOT_IN_TOKEN' | undefined {
  return grants.includes(grantId) ? undefined : 'GRANT_NOT_IN_TOKEN';
}

/** An earlier read of the agency under the same key. */
export interface EarlierRead {
  readonly sameBody: boolean;
  /** How often it was answered again. */
  readonly repeats: number;
}

/**
 * Read under a grant at `now`: a new read to count, a repeated answer, or why not. Another agency's grant is unknown.
 * A key answers with its entry `MAX_REPEATS` times while the grant holds, then it is used up, and only a new key, which is
 * counted, reads again; a grant that is over refuses repeats as it does new reads.
 */
export function decideRead(read: {
  agencyId: string;
  grant: Grant | undefined;
  earlier: EarlierRead | undefined;
  subjectInGrant: boolean;
  now: Date;
}): 'COUNT' | 'REPEAT' | ReadRefusal {
  const { grant, earlier, now } = read;
  if (earlier !== undefined && (!earlier.sameBody || earlier.repeats >= MAX_REPEATS)) return 'KEY_REUSED';
  if (grant === undefined || grant.agencyId !== read.agencyId) return 'GRANT_UNKNOWN';
  if (now < grant.validFrom) return 'GRANT_NOT_YET';
  if (now >= grant.validUntil) return 'GRANT_EXPIRED';
  if (grant.revokedAt !== null) return 'GRANT_REVOKED';
  if (earlier !== undefined) return 'REPEAT';
  if (grant.readsUsed >= grant.readsCap) return 'GRANT_SPENT';
  if (!read.subjectInGrant) return 'SUBJECT_NOT_IN_GRANT';
  return 'COUNT';
}

/** A natural person's PIN: sex, a real date DDMMYYYY, five digits. Legal entities (first digit 0) are refused. */
export function isPersonalPin(pin: string): boolean {
  const parts = /^[12](\d{2})(\d{2})(\d{4})\d{5}$/.exec(pin);
  return parts !== null && isCalendarDate(`${parts[3]}-${parts[2]}-${parts[1]}`);
}

function isOpen(request: DisclosureRequest): boolean {
  return request.state === 'SUBMITTED' || request.state === 'UNDER_REVIEW';
}

function refuseScope(request: DisclosureRequest, scope: Scope): ScopeRefusal | undefined {
  if (scope.reason.trim() === '') return 'REASON_REQUIRED';
  if (!isSubset(scope.categories, request.categories)) return 'CATEGORY_NOT_REQUESTED';
  if (scope.categories.some((category) => readers[category] === undefined)) return 'CATEGORY_WITHOUT_READER';
  return scope.categories.length === 0 ? undefined : outOfRange(scope.termDays, scope.readsCap);
}

function outOfRange(termDays: number, readsCap: number): 'TERM_OUT_OF_RANGE' | 'READS_OUT_OF_RANGE' | undefined {
  if (!Number.isInteger(termDays) || termDays < 1 || termDays > MAX_TERM_DAYS) return 'TERM_OUT_OF_RANGE';
  if (!Number.isInteger(readsCap) || readsCap < 1 || readsCap > MAX_READS) return 'READS_OUT_OF_RANGE';
  return undefined;
}

function isSubset<T>(part: readonly T[], whole: readonly T[]): boolean {
  return part.every((item) => whole.includes(item));
}
