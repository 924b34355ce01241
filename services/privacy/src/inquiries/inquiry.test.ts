import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Caller,
  MAX_INQUIRY_CHARS,
  MAX_PER_HOUR,
  MAX_TOTAL_PER_HOUR,
  normalisedReference,
  referenceOf,
  refuseInquiry,
  refuseTold,
} from './inquiry.js';

const wish = { text: 'why?', contact: null, answerBy: 'PAGE', caller: null } as const;
const web = { byStaff: false, lately: 0, total: 0 };
const call = { byStaff: true, lately: 0, total: 0 };
const caller = (
  check: Caller['check'],
  passed: boolean | null,
  citizenId: string | null = null,
  concerns: Caller['concerns'] = 'GENERAL',
): Caller => ({ check, passed, citizenId, concerns });

describe('an inquiry', () => {
  it.each([
    ['nothing', { text: ' ' }, web, 'QUESTION_EMPTY'],
    ['a book', { text: 'x'.repeat(MAX_INQUIRY_CHARS + 1) }, web, 'QUESTION_TOO_LONG'],
    ['a contact that is none', { contact: 'x'.repeat(201) }, web, 'QUESTION_TOO_LONG'],
    ['a call back to nowhere', { answerBy: 'PHONE' }, web, 'CONTACT_MISSING'],
    ['a call back to blanks', { answerBy: 'PHONE', contact: ' ' }, web, 'CONTACT_MISSING'],
    ['a mail to no address', { answerBy: 'EMAIL', contact: 'me at home' }, web, 'CONTACT_INVALID'],
    [
      'a mail with a header in it',
      { answerBy: 'EMAIL', contact: 'a@example.kg\r\nBcc: b@example.kg' },
      web,
      'CONTACT_INVALID',
    ],
    ['an SMS to a number that is dialled at home', { answerBy: 'SMS', contact: '0555 000111' }, web, 'CONTACT_INVALID'],
    ['an SMS', { answerBy: 'SMS', contact: '+996 (555) 000-111' }, web, undefined],
    ['a letter', { answerBy: 'LETTER', contact: 'Bishkek, Chüy 1' }, web, undefined],
    ['a call without a word on who calls', {}, call, 'IDENTITY_CHECK_MISSING'],
    ['a check without an outcome', { caller: caller('CALL_BACK', null) }, call, 'IDENTITY_CHECK_UNCLEAR'],
    ['an outcome without a check', { caller: caller('NOT_NEEDED', true) }, call, 'IDENTITY_CHECK_UNCLEAR'],
    ['somebody who failed', { caller: caller('ACCOUNT_DETAILS', false, 'c') }, call, 'CALLER_NOT_CHECKED'],
    ['somebody unchecked', { caller: caller('NOT_NEEDED', null, 'c') }, call, 'CALLER_NOT_CHECKED'],
    ['own data, unchecked', { caller: caller('NOT_NEEDED', null, null, 'OWN_DATA') }, call, 'OWN_DATA_NEEDS_A_CHECK'],
    ['own data, failed', { caller: caller('CALL_BACK', false, null, 'OWN_DATA') }, call, 'OWN_DATA_NEEDS_A_CHECK'],
    ['own data, nobody’s', { caller: caller('CALL_BACK', true, null, 'OWN_DATA') }, call, 'OWN_DATA_NEEDS_A_CHECK'],
    ['own data, checked', { caller: caller('CALL_BACK', true, 'c', 'OWN_DATA') }, call, undefined],
    [
      'somebody unchecked, on what is not said',
      { caller: caller('NOT_NEEDED', null, null, null) },
      call,
      'GENERAL_NOT_SAID',
    ],
    [
      'somebody who failed, on what is not said',
      { caller: caller('CALL_BACK', false, null, null) },
      call,
      'GENERAL_NOT_SAID',
    ],
    ['somebody unchecked, in general', { caller: caller('NOT_NEEDED', null) }, call, undefined],
    ['somebody checked, on what is not said', { caller: caller('CALL_BACK', true, 'c', null) }, call, undefined],
    ['the sixth in an hour', {}, { ...web, lately: MAX_PER_HOUR }, 'TOO_MANY_INQUIRIES'],
    ['a flood', {}, { ...web, lately: MAX_PER_HOUR - 1, total: MAX_TOTAL_PER_HOUR }, 'INQUIRIES_BUSY'],
    ['a question', { contact: 'me@example.kg' }, { ...web, total: MAX_TOTAL_PER_HOUR - 1 }, undefined],
    ['somebody on the phone', { caller: caller('ACCOUNT_DETAILS', true, 'c') }, call, undefined],
    ['somebody who failed, unlinked', { caller: caller('ACCOUNT_DETAILS', false) }, call, undefined],
  ] as const)('of %s', (_case, change, at, refusal) => {
    expect(refuseInquiry({ ...wish, ...change }, at)).toBe(refusal);
  });

  it('has a reference that survives the telephone', () => {
    const reference = referenceOf(randomBytes(12));
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(normalisedReference(` ${reference.toLowerCase().replaceAll('-', ' ')}`)).toBe(reference);
    expect(normalisedReference('oil0-1111-1111')).toBe('0110-1111-1111');
  });
});

describe('telling the asker', () => {
  const at = new Date();
  it.each([
    ['INQUIRY_UNKNOWN', undefined],
    ['INQUIRY_NOT_ANSWERED', { answeredAt: null, answerBy: 'PHONE', notSent: false, toldAt: null }],
    ['INQUIRY_NOT_BY_HAND', { answeredAt: at, answerBy: 'PAGE', notSent: false, toldAt: null }],
    ['INQUIRY_TOLD', { answeredAt: at, answerBy: 'PHONE', notSent: false, toldAt: at }],
    [undefined, { answeredAt: at, answerBy: 'PHONE', notSent: false, toldAt: null }],
  ] as const)('%s', (refusal, inquiry) => {
    expect(refuseTold(inquiry)).toBe(refusal);
  });
});
