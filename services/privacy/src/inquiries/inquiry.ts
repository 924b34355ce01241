/** Longest inquiry and answer, in characters: a long letter. */
export const MAX_INQUIRY_CHARS = 4_000;
/** An address or number to answer to. */
export const MAX_CONTACT_CHARS = 200;
/** Answers to the person come within 7 days and free of charge (MISSION). */
export const ANSWER_DAYS = 7;
/** From one address in an hour: a household asks less, a script more. */
export const MAX_PER_HOUR = 5;

const DAY_MS = 86_400_000;

export type InquiryRefusal = 'QUESTION_EMPTY' | 'QUESTION_TOO_LONG' | 'TOO_MANY_INQUIRIES';

/** What is wrong with an inquiry, in this order. @param lately how many came from the same address within the hour */
export function refuseInquiry(text: string, contact: string | null, lately: number): InquiryRefusal | undefined {
  if (text.trim() === '') return 'QUESTION_EMPTY';
  if (text.length > MAX_INQUIRY_CHARS || (contact?.length ?? 0) > MAX_CONTACT_CHARS) return 'QUESTION_TOO_LONG';
  return lately >= MAX_PER_HOUR ? 'TOO_MANY_INQUIRIES' : undefined;
}

export const dueAt = (askedAt: Date): Date => new Date(askedAt.getTime() + ANSWER_DAYS * DAY_MS);

/** Crockford's digits: none that a caller could mishear or misread for another (no I, L, O, U). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DIGIT_COUNT = 12;

/** A reference to read out on the phone: `7K3F-9QXM-02AB`, 60 bits. @param random 12 random bytes */
export function referenceOf(random: Buffer): string {
  const digits = [...random.subarray(0, DIGIT_COUNT)].map((byte) => DIGITS[byte % DIGITS.length]).join('');
  return digits.replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed or heard, as the register has it: lower case, blanks and look-alikes are forgiven. */
export function normalisedReference(typed: string): string {
  const digits = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return digits.replace(/(.{4})(?=.)/g, '$1-');
}
