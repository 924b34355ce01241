import { type DataCategory, dataCategories } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DisclosureRequest, type Readers, readers } from './disclosure.js';
import { outcomeOf, type Removal, reasonedOf, refuseDecision, refuseProposal, removedOf, type Scope } from './scope.js';

const request: DisclosureRequest = {
  id: 'r',
  filedBy: 'filer',
  agencyId: 'agency',
  categories: ['NAME', 'ADDRESS', 'BID_HISTORY'],
  subjectKeys: ['x', 'y'],
  period: { from: '2025-01-01', until: '2025-01-10' },
  wishedDays: 30,
  wishedReads: 5,
  state: 'SUBMITTED',
};
const scope: Scope = {
  categories: ['NAME'],
  subjects: ['x', 'y'],
  period: request.period,
  termDays: 10,
  readsCap: 2,
  reason: 'as the letter shows',
  removals: [],
};
const out = (
  kind: Removal['kind'],
  what: { category?: DataCategory; subject?: string } = {},
  reason = 'not needed',
): Removal => ({ kind, ...what, reason });

describe('preparing', () => {
  it.each([
    ['a closed request', { ...request, state: 'REJECTED' as const }, scope, 'REQUEST_NOT_OPEN'],
    ['without a reason', request, { ...scope, reason: '' }, 'REASON_REQUIRED'],
    ['what was not asked for', request, { ...scope, categories: ['PIN'] as const }, 'CATEGORY_NOT_REQUESTED'],
    ['another person', request, { ...scope, subjects: ['x', 'z'] }, 'SUBJECT_NOT_REQUESTED'],
    [
      'without another person',
      request,
      { ...scope, removals: [out('SUBJECT', { subject: 'z' })] },
      'SUBJECT_NOT_REQUESTED',
    ],
    ['nobody', request, { ...scope, subjects: [] }, 'SUBJECTS_EMPTY'],
    [
      'days that were not asked for',
      request,
      { ...scope, period: { from: '2025-01-01', until: '2025-02-01' } },
      'PERIOD_NOT_REQUESTED',
    ],
    ['31 days', request, { ...scope, termDays: 31 }, 'TERM_OUT_OF_RANGE'],
    ['101 reads', request, { ...scope, readsCap: 101 }, 'READS_OUT_OF_RANGE'],
    [
      'a reason for what stays',
      request,
      { ...scope, removals: [out('CATEGORY', { category: 'NAME' })] },
      'REMOVAL_UNKNOWN',
    ],
    [
      'a reason that is none',
      request,
      { ...scope, removals: [out('CATEGORY', { category: 'ADDRESS' }, ' ')] },
      'REASON_REQUIRED',
    ],
    ['a narrowed scope', request, scope, undefined],
    ['a rejection, whatever the term', request, { ...scope, categories: [], termDays: 0, readsCap: 0 }, undefined],
  ])('%s', (_case, asked, proposal, refusal) => {
    expect(refuseProposal(asked, proposal)).toBe(refusal);
  });

  it('what nobody can read', () => {
    const wish = { ...scope, categories: ['BID_HISTORY'] as const };
    const { BID_HISTORY: _, ...others } = readers;
    expect(refuseProposal(request, wish)).toBeUndefined();
    expect(refuseProposal(request, wish, others)).toBe('CATEGORY_WITHOUT_READER');
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
    ['on more persons than prepared', review, { ...proposal, subjects: ['x'] }, decision, 'WIDER_THAN_PREPARED'],
    [
      'on more days than prepared',
      review,
      { ...proposal, period: { from: '2025-01-01', until: '2025-01-05' } },
      decision,
      'WIDER_THAN_PREPARED',
    ],
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
      fc.property(
        fc.subarray([...dataCategories], { minLength: 1 }),
        fc.subarray([...dataCategories]),
        (categories, read) => {
          const known = Object.fromEntries(read.map((category) => [category, readers[category]])) as Readers;
          const all = { ...review, categories: [...dataCategories] };
          const refusal = refuseDecision(all, { ...proposal, categories }, { ...decision, categories }, known);
          const everyOneRead = categories.every((category) => read.includes(category));
          expect(refusal).toBe(everyOneRead ? undefined : 'CATEGORY_WITHOUT_READER');
        },
      ),
    );
  });

  it('says what was decided: persons, categories and days of data are what was asked about', () => {
    const whole = { ...scope, categories: request.categories };
    expect(outcomeOf(request, whole)).toBe('GRANTED');
    expect(outcomeOf(request, scope)).toBe('NARROWED');
    expect(outcomeOf(request, { ...whole, subjects: ['x'] })).toBe('NARROWED');
    expect(outcomeOf(request, { ...whole, period: { from: '2025-01-02', until: '2025-01-10' } })).toBe('NARROWED');
    expect(outcomeOf(request, { ...scope, categories: [] })).toBe('REJECTED');
  });
});

describe('what was left out', () => {
  const narrow: Scope = { ...scope, subjects: ['y'], period: { from: '2025-01-03', until: '2025-01-08' } };

  it('is named thing by thing, each for the nearest reason', () => {
    const prepared = {
      ...narrow,
      reason: 'x',
      removals: [out('SUBJECT', { subject: 'x' }, 'another case'), out('READS')],
    };
    const decided = {
      ...narrow,
      removals: [out('CATEGORY', { category: 'ADDRESS' }, 'known'), out('READS', {}, 'two do')],
    };
    expect(reasonedOf(request, decided, prepared)).toEqual([
      { kind: 'CATEGORY', category: 'ADDRESS', reason: 'known' },
      { kind: 'CATEGORY', category: 'BID_HISTORY', reason: 'as the letter shows' },
      { kind: 'SUBJECT', subject: 'x', reason: 'another case' },
      { kind: 'PERIOD_DAYS', count: 4, reason: 'as the letter shows' },
      { kind: 'TERM_DAYS', count: 20, reason: 'as the letter shows' },
      { kind: 'READS', count: 3, reason: 'two do' },
    ]);
  });

  it('is one thing where everything is', () => {
    expect(removedOf(request, { ...scope, categories: [] })).toEqual([]);
  });

  it('and what is left make what was asked for, whatever is left out', () => {
    fc.assert(
      fc.property(
        fc.subarray([...request.categories], { minLength: 1 }),
        fc.subarray(['x', 'y']),
        (categories, subjects) => {
          const removed = removedOf(request, { ...scope, categories, subjects });
          const gone = removed.flatMap((one) => (one.kind === 'CATEGORY' ? [one.category] : []));
          const absent = removed.flatMap((one) => (one.kind === 'SUBJECT' ? [one.subject] : []));
          expect([...categories, ...gone].sort()).toEqual([...request.categories].sort());
          expect([...subjects, ...absent].sort()).toEqual(['x', 'y']);
        },
      ),
    );
  });
});
