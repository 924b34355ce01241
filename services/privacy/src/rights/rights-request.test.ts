import { describe, expect, it } from 'vitest';
import {
  isOverdue,
  MAX_DAILY,
  MAX_OPEN,
  MAX_WORDS_CHARS,
  type RightsStanding,
  type RightsWish,
  refuseAnswer,
  refuseOpening,
} from './rights-request.js';

const nothing: RightsStanding = { open: [], lately: 0 };
const correction: RightsWish = { kind: 'CORRECTION', about: 'NAME', words: 'a letter is missing' };
const access: RightsWish = { kind: 'ACCESS', about: null, words: null };
const open = (count: number) => Array.from({ length: count }, () => ({ kind: 'EXPORT', about: null }) as const);

describe('a request is opened', () => {
  it.each([
    ['correct nothing in particular', { ...correction, about: null }, nothing, 'RIGHTS_ABOUT_REQUIRED'],
    ['correct without a word', { ...correction, words: null }, nothing, 'RIGHTS_WORDS_REQUIRED'],
    ['dispute without a word', { ...correction, kind: 'DISPUTE', words: null }, nothing, 'RIGHTS_WORDS_REQUIRED'],
    ['a book', { ...access, words: 'x'.repeat(MAX_WORDS_CHARS + 1) }, nothing, 'REASON_TOO_LONG'],
    ['the same again', correction, { open: [correction], lately: 1 }, 'RIGHTS_ALREADY_OPEN'],
    ['one more than there may be', access, { open: open(MAX_OPEN), lately: 0 }, 'TOO_MANY_RIGHTS_OPEN'],
    ['one more than in a day', access, { open: [], lately: MAX_DAILY }, 'TOO_MANY_RIGHTS_TODAY'],
    ['the same of something else', correction, { open: [{ ...correction, about: 'PHONE' }], lately: 1 }, undefined],
    ['access, without a word', access, { open: open(MAX_OPEN - 1), lately: MAX_DAILY - 1 }, undefined],
  ] as [string, RightsWish, RightsStanding, string | undefined][])('%s', (_case, wish, standing, refusal) => {
    expect(refuseOpening(wish, standing)).toBe(refusal);
  });
});

describe('an answer is given', () => {
  const request = { state: 'OPEN' } as const;
  const cites = { code: 'KG-2008-58', article: '15' };
  const refused = { outcome: 'REFUSED', reason: 'held by the law', cites } as const;
  it.each([
    ['to nothing', undefined, refused, 'RIGHTS_REQUEST_UNKNOWN'],
    ['twice', { state: 'GRANTED' } as const, refused, 'RIGHTS_REQUEST_ANSWERED'],
    ['without a reason', request, { ...refused, reason: ' ' }, 'REASON_REQUIRED'],
    ['in a book', request, { ...refused, reason: 'x'.repeat(MAX_WORDS_CHARS + 1) }, 'REASON_TOO_LONG'],
    ['by nobody’s law', request, { ...refused, cites: null }, 'CITATION_REQUIRED'],
    ['as a refusal by law', request, refused, undefined],
    ['as granted, citing nothing', request, { ...refused, outcome: 'GRANTED', cites: null } as const, undefined],
  ] as const)('%s', (_case, of, answer, refusal) => {
    expect(refuseAnswer(of, answer)).toBe(refusal);
  });
});

it('is overdue from the instant its term ends, until it is answered', () => {
  const dueAt = new Date('2026-01-21T18:00:00.000Z');
  expect(isOverdue({ state: 'OPEN', dueAt }, new Date(dueAt.getTime() - 1))).toBe(false);
  expect(isOverdue({ state: 'OPEN', dueAt }, dueAt)).toBe(true);
  expect(isOverdue({ state: 'REFUSED', dueAt }, dueAt)).toBe(false);
});
