import type { Basis, NoticeKind } from '../notices/notice-kind.js';

/**
 * What a text is made of, per kind. Values are stored as they are in facts (tyiyn, ISO instants, codes) and are
 * formatted when somebody reads or receives them, in that person's language.
 * Nothing here is an attribute of a person; a code, and the answer to an inquiry, exist at send time only and are never stored.
 */
export type ParamType =
  /** Plain text, at most 500 characters; the answer to an inquiry has 4,000. */
  | 'text'
  /** Tyiyn as a decimal string. */
  | 'money'
  /** ISO 8601 UTC → date and time in Asia/Bishkek. */
  | 'instant'
  /** A whole number. */
  | 'number'
  /** A code that the text chooses a sentence by (ICU select); `other` for notices stored before they had it. */
  | 'choice'
  /** Codes of data categories → a list of words; `<name>Count` is their number. */
  | 'categories'
  /** A role of staff → words. */
  | 'role'
  /** One of the policy's four purposes, or a duty beside them → words. */
  | 'purpose'
  /** Names of fields of a person → a list of words. */
  | 'fields';

export const kindParams = {
  REGISTRATION_CODE: { code: 'text', until: 'instant' },
  ALREADY_REGISTERED: {},
  INQUIRY_ANSWERED: { reference: 'text', answer: 'text' },
  WELCOME: {},
  PIN_VERIFIED: {},
  ACCOUNT_BLOCKED: {},
  ACCOUNT_DISPUTED: {},
  DATA_DOUBTED: { until: 'instant' },
  DATA_DOUBT_DECIDED: { outcome: 'choice', at: 'instant' },
  CONSENT_WITHDRAWN: { edition: 'number', at: 'instant' },
  POLICY_CHANGED: { edition: 'number', effectiveAt: 'instant' },
  AGREEMENT_CHANGED: { edition: 'number', effectiveAt: 'instant' },
  DISCLOSURE_READ: {
    agency: 'text',
    letterNumber: 'text',
    legalBasis: 'text',
    categories: 'categories',
    at: 'instant',
  },
  STAFF_READ: {
    role: 'role',
    basis: 'choice',
    purpose: 'purpose',
    caseNumber: 'text',
    fields: 'fields',
    at: 'instant',
  },
  RESTRICTION_CHANGED: { state: 'choice', at: 'instant' },
  RIGHTS_ANSWERED: { reference: 'text', right: 'choice', outcome: 'choice', at: 'instant' },
  EXPORT_READY: { until: 'instant' },
  DEPOSIT_RECEIVED: { plate: 'text', bidderNumber: 'number' },
  BID_OUTBID: { plate: 'text', price: 'money' },
  WATCHED_LOT_OPENED: { plate: 'text', price: 'money', closesAt: 'instant' },
  WATCHED_LOT_CLOSES_SOON: { plate: 'text', price: 'money', closesAt: 'instant' },
  WATCHED_LOT_CANCELLED: { plate: 'text' },
  WATCHED_PATTERN_PLANNED: { plate: 'text', price: 'money', opensAt: 'instant' },
  LOT_WON: { plate: 'text', price: 'money', amountDue: 'money', dueAt: 'instant', deposit: 'choice' },
  LOT_OFFERED: { plate: 'text', price: 'money', amountDue: 'money', dueAt: 'instant' },
  KEPT_AS_SECOND: { plate: 'text', until: 'instant' },
  PAYMENT_DUE_SOON: { plate: 'text', amountDue: 'money', dueAt: 'instant' },
  LOT_RESERVED: { plate: 'text', amountDue: 'money', dueAt: 'instant' },
  RESERVATION_ENDED: { plate: 'text' },
  PAYMENT_RETURNED: { plate: 'text', amount: 'money', reason: 'choice' },
  LOT_PAID: { plate: 'text', certificate: 'text' },
  DEPOSIT_RELEASED: { plate: 'text', reason: 'choice' },
  DEPOSIT_FORFEITED: { plate: 'text', deposit: 'choice' },
  STRIKE_GIVEN: { plate: 'text', strikes: 'number', block: 'choice' },
  STRIKE_APPEAL_DECIDED: { plate: 'text', outcome: 'choice' },
  LOT_PAUSED: { plate: 'text', reason: 'text' },
  LOT_RESUMED: { plate: 'text', closesAt: 'instant' },
  LOT_CANCELLED: { plate: 'text', reason: 'text' },
} as const satisfies Record<NoticeKind, Record<string, ParamType>>;

type ValueOf<T> = T extends 'number' ? number : T extends 'categories' | 'fields' ? readonly string[] : string;

/** Params of a kind, e.g. `ParamsOf<'BID_OUTBID'>` is `{ plate: string; price: string }`. */
export type ParamsOf<K extends NoticeKind> = {
  readonly [P in keyof (typeof kindParams)[K]]: ValueOf<(typeof kindParams)[K][P]>;
};

export type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** Texts of one kind in one language, as ICU messages. `mail` stands in for `body` where the mail must say less. */
export interface Texts {
  readonly title: string;
  readonly body: string;
  readonly mail?: string;
  readonly sms?: string;
}

export interface Language {
  readonly texts: Readonly<Record<NoticeKind, Texts>>;
  readonly frame: {
    readonly greeting: string;
    /** Why this message came, by basis. */
    readonly why: Readonly<Record<Basis, string>>;
    readonly signature: string;
  };
  readonly money: string;
  readonly categories: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
  readonly purposes: Readonly<Record<string, string>>;
  readonly duties: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}
