import { type DataCategory, localDateOf, type ServiceName } from '@belgi/contracts';
import { isCalendarDate } from '../calendar-date.js';
import { type Period, type PeriodRefusal, refusePeriod } from './period.js';

export type Readers = Readonly<Partial<Record<DataCategory, ServiceName>>>;

/** Which service can read a category to an agency. A category that is absent has no reader and cannot be granted. */
export const readers: Readers = {
  NAME: 'identity',
  PIN: 'identity',
  ID_DOCUMENT: 'identity',
  PHONE: 'identity',
  EMAIL: 'identity',
  ADDRESS: 'identity',
  BID_HISTORY: 'auction',
  PAYMENT: 'auction',
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
  /** The persons it names, as this case alone knows them. */
  readonly subjectKeys: readonly string[];
  /** Null: all of time, in requests of before. */
  readonly period: Period | null;
  readonly wishedDays: number;
  readonly wishedReads: number;
  readonly state: RecordedRequestState;
}

export interface Grant {
  readonly id: string;
  readonly agencyId: string | null;
  readonly categories: readonly DataCategory[];
  readonly period: Period | null;
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
  | 'LEGAL_ACT_REQUIRED'
  | 'CATEGORIES_EMPTY'
  | 'SUBJECTS_EMPTY'
  | 'TOO_MANY_SUBJECTS'
  | 'PIN_INVALID'
  | PeriodRefusal
  | 'TERM_OUT_OF_RANGE'
  | 'READS_OUT_OF_RANGE';

/** How a letter came: on paper to an officer, or from the body itself, directly or over the national exchange layer. */
export const channels = ['PAPER', 'API', 'EXCHANGE_LAYER'] as const;
export type Channel = (typeof channels)[number];

/** An officer has paper in hand; a body sends its letter itself, over its own line unless it says otherwise. */
export function channelOf(filer: 'AGENCY' | 'STAFF', wished: Channel | null): Channel | 'CHANNEL_INVALID' {
  const channel = wished ?? (filer === 'STAFF' ? 'PAPER' : 'API');
  return (channel === 'PAPER') === (filer === 'STAFF') ? channel : 'CHANNEL_INVALID';
}

/** How long the answer may take; what that is in days is data (`deadline_terms`). */
export const urgencies = ['ORDINARY', 'URGENT'] as const;
export type Urgency = (typeof urgencies)[number];

export interface Filing {
  readonly agencyName: string;
  /** The part of the body that needs the data. */
  readonly unit: string | null;
  /** Null: the usual one of whoever files. */
  readonly channel: Channel | null;
  readonly officer: string;
  readonly letterNumber: string;
  /** YYYY-MM-DD */
  readonly letterDate: string;
  readonly legalAct: { readonly code: string; readonly article: string } | null;
  readonly duty: string;
  readonly categories: readonly DataCategory[];
  readonly pins: readonly string[];
  readonly period: Period | null;
  readonly urgency: Urgency;
  readonly termDays: number;
  readonly readsCap: number;
}

/** The form of a request; a letter cannot be dated after today in Bishkek. Letters are checked for existence elsewhere. */
export function refuseFiling(filing: Filing, now: Date): FilingRefusal | undefined {
  const words = [filing.agencyName, filing.officer, filing.letterNumber, filing.duty];
  if (words.some((word) => word.trim() === '')) return 'FIELD_EMPTY';
  if (!isCalendarDate(filing.letterDate) || filing.letterDate > localDateOf(now)) return 'LETTER_DATE_INVALID';
  if (filing.legalAct === null) return 'LEGAL_ACT_REQUIRED';
  if (filing.categories.length === 0) return 'CATEGORIES_EMPTY';
  if (filing.pins.length === 0) return 'SUBJECTS_EMPTY';
  if (filing.pins.length > MAX_SUBJECTS) return 'TOO_MANY_SUBJECTS';
  if (!filing.pins.every(isPersonalPin)) return 'PIN_INVALID';
  return refusePeriod(filing.period, filing.categories, now) ?? outOfRange(filing.termDays, filing.readsCap);
}

/** State at `now`: a grant whose term has passed shows its request as expired. */
export function stateAt(state: RecordedRequestState, validUntil: Date | null, now: Date): RequestState {
  const granted = state === 'GRANTED' || state === 'NARROWED';
  return granted && validUntil !== null && validUntil <= now ? 'EXPIRED' : state;
}

/** A natural person's PIN: sex, a real date DDMMYYYY, five digits. Legal entities (first digit 0) are refused. */
export function isPersonalPin(pin: string): boolean {
  const parts = /^[12](\d{2})(\d{2})(\d{4})\d{5}$/.exec(pin);
  return parts !== null && isCalendarDate(`${parts[3]}-${parts[2]}-${parts[1]}`);
}

/** The bounds of every grant, as wished or as decided. */
export function outOfRange(termDays: number, readsCap: number): 'TERM_OUT_OF_RANGE' | 'READS_OUT_OF_RANGE' | undefined {
  if (!Number.isInteger(termDays) || termDays < 1 || termDays > MAX_TERM_DAYS) return 'TERM_OUT_OF_RANGE';
  if (!Number.isInteger(readsCap) || readsCap < 1 || readsCap > MAX_READS) return 'READS_OUT_OF_RANGE';
  return undefined;
}
