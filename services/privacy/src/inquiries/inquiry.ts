/** Longest inquiry and answer, in characters: a long letter. */
export const MAX_INQUIRY_CHARS = 4_000;
/** An address or number to answer to. */
export const MAX_CONTACT_CHARS = 200;
/** How somebody was told, in an operator's words. */
export const MAX_NOTE_CHARS = 500;
/** From one address in an hour: a household asks less, a script more. */
export const MAX_PER_HOUR = 5;
/** From all addresses in an hour, without an account or with one: more than the call centre could ever answer. */
export const MAX_TOTAL_PER_HOUR = 500;

/** What fits into a few messages of a phone, together with the reference. */
export const MAX_SMS_ANSWER_CHARS = 600;

export const answerWays = ['PAGE', 'PHONE', 'LETTER', 'EMAIL', 'SMS'] as const;
/**
 * PAGE: with reference and secret, or in one's account; PHONE: an operator rings; LETTER: somebody writes by post, to the
 * contact; EMAIL, SMS: notify sends it.
 */
export type AnswerWay = (typeof answerWays)[number];

export const identityChecks = ['NOT_NEEDED', 'ACCOUNT_DETAILS', 'CALL_BACK'] as const;
/** NOT_NEEDED: nothing about a person is asked; ACCOUNT_DETAILS: compared with the account; CALL_BACK: on its number. */
export type IdentityCheck = (typeof identityChecks)[number];

export const concerns = ['GENERAL', 'OWN_DATA'] as const;
/** GENERAL: the answer speaks of nobody's data; OWN_DATA: it may speak of the caller's. */
export type Concern = (typeof concerns)[number];

/** What an operator says of a caller. */
export interface Caller {
  readonly check: IdentityCheck;
  /** Of a check that was made; null where none was needed. */
  readonly passed: boolean | null;
  /** Whose inquiry it is, where that was made sure. */
  readonly citizenId: string | null;
  /** Null: not said, which is enough where a check was passed; it counts as GENERAL. */
  readonly concerns: Concern | null;
}

export interface NewInquiry {
  readonly text: string;
  readonly contact: string | null;
  readonly answerBy: AnswerWay;
  /** Null: nobody was on the phone. */
  readonly caller: Caller | null;
}

export type InquiryRefusal =
  | 'QUESTION_EMPTY'
  | 'QUESTION_TOO_LONG'
  | 'CONTACT_MISSING'
  | 'CONTACT_INVALID'
  | 'IDENTITY_CHECK_MISSING'
  | 'IDENTITY_CHECK_UNCLEAR'
  | 'CALLER_NOT_CHECKED'
  | 'OWN_DATA_NEEDS_A_CHECK'
  | 'CALLER_ACCOUNT_UNKNOWN'
  | 'GENERAL_NOT_SAID'
  | 'TOO_MANY_INQUIRIES'
  | 'INQUIRIES_BUSY';

/** What a machine writes to must look like it; the rest is for people to read. */
const contactForms: Readonly<Record<AnswerWay, RegExp>> = {
  PAGE: /^/,
  PHONE: /^/,
  LETTER: /^/,
  EMAIL: /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}$/,
  SMS: /^\+[1-9]\d{9,14}$/,
};

/** As it is kept: a number to write to is E.164, however it was typed. */
export const contactOf = (typed: string, answerBy: AnswerWay): string =>
  answerBy === 'SMS' ? typed.replace(/[\s()-]/g, '') : typed.trim();

/**
 * What is wrong with an inquiry, in this order.
 * @param lately how many came within the hour, from the same address and from all; zeros for staff
 */
export function refuseInquiry(
  { text, contact, answerBy, caller }: NewInquiry,
  { byStaff, lately, total }: { byStaff: boolean; lately: number; total: number },
): InquiryRefusal | undefined {
  if (text.trim() === '') return 'QUESTION_EMPTY';
  if (text.length > MAX_INQUIRY_CHARS || (contact?.length ?? 0) > MAX_CONTACT_CHARS) return 'QUESTION_TOO_LONG';
  if (answerBy !== 'PAGE' && !contact?.trim()) return 'CONTACT_MISSING';
  if (contact !== null && !contactForms[answerBy].test(contactOf(contact, answerBy))) return 'CONTACT_INVALID';
  if (byStaff && caller === null) return 'IDENTITY_CHECK_MISSING';
  const unidentified = byStaff && caller !== null ? refuseCaller(caller) : undefined;
  if (unidentified !== undefined) return unidentified;
  if (lately >= MAX_PER_HOUR) return 'TOO_MANY_INQUIRIES';
  return total >= MAX_TOTAL_PER_HOUR ? 'INQUIRIES_BUSY' : undefined;
}

/** Anybody may call (clause 6.1); who was not identified asks in general, for nobody's account, and that is said. */
function refuseCaller({ check, passed, citizenId, concerns }: Caller): InquiryRefusal | undefined {
  if ((check === 'NOT_NEEDED') !== (passed === null)) return 'IDENTITY_CHECK_UNCLEAR';
  if (citizenId !== null && passed !== true) return 'CALLER_NOT_CHECKED';
  if (concerns === 'OWN_DATA' && (passed !== true || citizenId === null)) return 'OWN_DATA_NEEDS_A_CHECK';
  return passed !== true && concerns === null ? 'GENERAL_NOT_SAID' : undefined;
}

export type ToldRefusal = 'INQUIRY_UNKNOWN' | 'INQUIRY_NOT_ANSWERED' | 'INQUIRY_NOT_BY_HAND' | 'INQUIRY_TOLD';

/** Whether an operator may write down that the asker was told. */
export function refuseTold(
  inquiry: { answeredAt: Date | null; answerBy: AnswerWay; notSent: boolean; toldAt: Date | null } | undefined,
): ToldRefusal | undefined {
  if (inquiry === undefined) return 'INQUIRY_UNKNOWN';
  if (inquiry.answeredAt === null) return 'INQUIRY_NOT_ANSWERED';
  const byHand = inquiry.answerBy === 'PHONE' || inquiry.answerBy === 'LETTER' || inquiry.notSent;
  if (!byHand) return 'INQUIRY_NOT_BY_HAND';
  return inquiry.toldAt === null ? undefined : 'INQUIRY_TOLD';
}

/** Crockford's digits: none that a caller could mishear or misread for another (no I, L, O, U). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DIGIT_COUNT = 12;

/** A reference, or a secret, to read out on the phone: `7K3F-9QXM-02AB`, 60 bits. @param random 12 random bytes */
export function referenceOf(random: Buffer): string {
  const digits = [...random.subarray(0, DIGIT_COUNT)].map((byte) => DIGITS[byte % DIGITS.length]).join('');
  return digits.replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed or heard, as the register has it: lower case, blanks and look-alikes are forgiven. */
export function normalisedReference(typed: string): string {
  const digits = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return digits.replace(/(.{4})(?=.)/g, '$1-');
}
