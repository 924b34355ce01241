import { dataCategories } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DisclosureRequest,
  decideRead,
  type EarlierRead,
  type Filing,
  type Grant,
  isPersonalPin,
  MAX_REPEATS,
  outcomeOf,
  readers,
  refuseDecision,
  refuseFiling,
  refuseProposal,
  refuseToken,
  stateAt,
} from './disclosure.js';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour));
const request: DisclosureRequest = {
  id: 'r',
  filedBy: 'filer',
  agencyId: 'agency',
  categories: ['NAME', 'ADDRESS', 'BID_HISTORY'],
  state: 'SUBMITTED',
};
const scope = { categories: ['NAME'] as const, termDays: 10, readsCap: 2, reason: 'as the letter shows' };

describe('filing', () => {
  const filing: Filing = {
    agencyName: 'Agency',
    officer: 'Officer',
    letterNumber: '1/2',
    letterDate: '2026-01-09',
    legalBasis: 'Act 1, article 2',
    duty: 'Inquiry 3',
    categories: ['NAME'],
    pins: ['20101199000001'],
    termDays: 30,
    readsCap: 1,
  };
  it.each([
    ['nothing wrong', {}, undefined],
    ['an empty word', { duty: ' ' }, 'FIELD_EMPTY'],
    ['a letter of tomorrow', { letterDate: '2026-01-11' }, 'LETTER_DATE_INVALID'],
    ['a letter of today, in Bishkek', { letterDate: '2026-01-11' }, undefined, at(18)],
    [
      'a letter of tomorrow, in Bishkek',
      { letterDate: '2026-01-11' },
      'LETTER_DATE_INVALID',
      new Date(at(18).getTime() - 1),
    ],
    ['a date that is none', { letterDate: '2025-02-30' }, 'LETTER_DATE_INVALID'],
    ['no category', { categories: [] }, 'CATEGORIES_EMPTY'],
    ['no person', { pins: [] }, 'SUBJECTS_EMPTY'],
    ['a list of persons in bulk', { pins: Array<string>(51).fill('20101199000001') }, 'TOO_MANY_SUBJECTS'],
    ['a legal entity', { pins: ['00101199000001'] }, 'PIN_INVALID'],
    ['a term of 31 days', { termDays: 31 }, 'TERM_OUT_OF_RANGE'],
    ['no read at all', { readsCap: 0 }, 'READS_OUT_OF_RANGE'],
  ])('with %s', (_case, change, refusal, now = at(12)) => {
    expect(refuseFiling({ ...filing, ...change }, now)).toBe(refusal);
  });

  it.each([
    ['20101199000001', true],
    ['13111198500001', false],
    ['12902202000001', true],
    ['12902202100001', false],
    ['02011199000001', false],
    ['2010119900000', false],
  ])('knows a PIN from %s', (pin, valid) => {
    expect(isPersonalPin(pin)).toBe(valid);
  });
});

describe('preparing', () => {
  it.each([
    ['a closed request', { ...request, state: 'REJECTED' as const }, scope, 'REQUEST_NOT_OPEN'],
    ['without a reason', request, { ...scope, reason: '' }, 'REASON_REQUIRED'],
    ['what was not asked for', request, { ...scope, categories: ['PIN'] as const }, 'CATEGORY_NOT_REQUESTED'],
    ['what nobody can read', request, { ...scope, categories: ['BID_HISTORY'] as const }, 'CATEGORY_WITHOUT_READER'],
    ['31 days', request, { ...scope, termDays: 31 }, 'TERM_OUT_OF_RANGE'],
    ['101 reads', request, { ...scope, readsCap: 101 }, 'READS_OUT_OF_RANGE'],
    ['a narrowed scope', request, scope, undefined],
    ['a rejection, whatever the term', request, { ...scope, categories: [], termDays: 0, readsCap: 0 }, undefined],
  ])('%s', (_case, asked, proposal, refusal) => {
    expect(refuseProposal(asked, proposal)).toBe(refusal);
  });
});

describe('deciding', () => {
  const review = { ...request, state: 'UNDER_REVIEW' as const };
  const proposal = { ...scope, categories: ['NAME', 'ADDRESS'] as const, preparedBy: 'preparer' };
  const decision = { ...scope, decidedBy: 'second' };
  it.each([
    ['on a closed request', { ...request, state: 'GRANTED' as const }, proposal, decision, 'REQUEST_NOT_OPEN'],
    ['on what nobody prepared', request, undefined, decision, 'NOT_PREPARED'],
    ['by the one who filed', review, proposal, { ...decision, decidedBy: 'filer' }, 'SECOND_PERSON_REQUIRED'],
    ['by the one who prepared', review, proposal, { ...decision, decidedBy: 'preparer' }, 'SECOND_PERSON_REQUIRED'],
    ['without a reason', review, proposal, { ...decision, reason: ' ' }, 'REASON_REQUIRED'],
    ['wider than asked', review, proposal, { ...decision, categories: ['PIN'] as const }, 'CATEGORY_NOT_REQUESTED'],
    [
      'wider than prepared',
      review,
      scopeBy('NAME'),
      { ...decision, categories: ['ADDRESS'] as const },
      'WIDER_THAN_PREPARED',
    ],
    ['longer than prepared', review, proposal, { ...decision, termDays: 11 }, 'WIDER_THAN_PREPARED'],
    ['with more reads than prepared', review, proposal, { ...decision, readsCap: 3 }, 'WIDER_THAN_PREPARED'],
    ['narrower', review, proposal, decision, undefined],
    ['to reject', review, proposal, { ...decision, categories: [] }, undefined],
  ])('%s', (_case, asked, prepared, decided, refusal) => {
    expect(refuseDecision(asked, prepared, decided)).toBe(refusal);
  });

  function scopeBy(category: 'NAME') {
    return { ...proposal, categories: [category] };
  }

  it('never grants a category without a reader', () => {
    fc.assert(
      fc.property(fc.subarray([...dataCategories], { minLength: 1 }), (categories) => {
        const all = { ...review, categories: [...dataCategories] };
        const refusal = refuseDecision(all, { ...proposal, categories }, { ...decision, categories });
        expect(refusal === undefined).toBe(categories.every((category) => readers[category] !== undefined));
      }),
    );
  });

  it('says what was decided', () => {
    expect(outcomeOf(request, { ...scope, categories: request.categories })).toBe('GRANTED');
    expect(outcomeOf(request, scope)).toBe('NARROWED');
    expect(outcomeOf(request, { ...scope, categories: [] })).toBe('REJECTED');
    expect(stateAt('NARROWED', at(3), at(3))).toBe('EXPIRED');
    expect(stateAt('NARROWED', at(3), at(2))).toBe('NARROWED');
    expect(stateAt('REVOKED', at(3), at(4))).toBe('REVOKED');
  });
});

describe('reading', () => {
  const grant: Grant = {
    id: 'g',
    agencyId: 'agency',
    categories: ['NAME'],
    validFrom: at(1),
    validUntil: at(20),
    readsCap: 2,
    readsUsed: 1,
    revokedAt: null,
  };
  const earlier: EarlierRead = { sameBody: true, repeats: 0 };
  const read = { agencyId: 'agency', grant, earlier: undefined, subjectInGrant: true, now: at(10) };
  it.each([
    ['a key used for something else', { earlier: { ...earlier, sameBody: false } }, 'KEY_REUSED'],
    ['a key repeated once too often', { earlier: { ...earlier, repeats: MAX_REPEATS } }, 'KEY_REUSED'],
    ['the last repeat', { earlier: { ...earlier, repeats: MAX_REPEATS - 1 } }, 'REPEAT'],
    ['no such grant', { grant: undefined }, 'GRANT_UNKNOWN'],
    ["another agency's grant", { agencyId: 'other' }, 'GRANT_UNKNOWN'],
    ['too early', { now: new Date(at(1).getTime() - 1) }, 'GRANT_NOT_YET'],
    ['the first millisecond', { now: at(1) }, 'COUNT'],
    ['the last millisecond', { now: new Date(at(20).getTime() - 1) }, 'COUNT'],
    ['too late', { now: at(20) }, 'GRANT_EXPIRED'],
    ['revoked', { grant: { ...grant, revokedAt: at(9) } }, 'GRANT_REVOKED'],
    ['spent', { grant: { ...grant, readsUsed: 2 } }, 'GRANT_SPENT'],
    ['another person', { subjectInGrant: false }, 'SUBJECT_NOT_IN_GRANT'],
    ['a repeat of the last read', { earlier, grant: { ...grant, readsUsed: 2 } }, 'REPEAT'],
    ['a repeat after the term', { earlier, now: at(21) }, 'GRANT_EXPIRED'],
    ['a repeat after days', { earlier, now: at(80), grant: { ...grant, validUntil: at(100) } }, 'REPEAT'],
    ['a repeat once revoked', { earlier, grant: { ...grant, revokedAt: at(9) } }, 'GRANT_REVOKED'],
    ['within scope', {}, 'COUNT'],
  ])('%s', (_case, change, outcome) => {
    expect(decideRead({ ...read, ...change })).toBe(outcome);
  });

  it.each([
    ['the grant that it was asked for', ['g', 'h'], undefined],
    ['another grant', ['h'], 'GRANT_NOT_IN_TOKEN'],
    ['no grant', [], 'GRANT_NOT_IN_TOKEN'],
  ])('with a token for %s', (_case, grants, outcome) => {
    expect(refuseToken(grants, 'g')).toBe(outcome);
  });
});
