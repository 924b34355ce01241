import { describe, expect, it } from 'vitest';
import { decideHold, type HoldStepKind, type HoldWish, proposeLifting, refuseProposal } from './hold-order.js';

const wish: HoldWish = {
  scope: 'PERSON',
  subjectId: '0198c0de-0000-7000-8000-000000000004',
  act: 'KG-2008-58',
  article: '17',
  reason: 'a court asked for it',
  reviewOn: '2027-02-01',
};
const cited = { code: 'KG-2008-58', revision: 1, article: '17' };

describe('proposing a hold', () => {
  it.each([
    ['no reason', { reason: ' ' }, cited, 'REASON_REQUIRED'],
    ['an endless reason', { reason: 'x'.repeat(2_001) }, cited, 'REASON_TOO_LONG'],
    ['a day that is none', { reviewOn: '2027-02-30' }, cited, 'REVIEW_DATE_INVALID'],
    ['a review today', { reviewOn: '2026-11-24' }, cited, 'REVIEW_DATE_INVALID'],
    ['a review in two years', { reviewOn: '2028-11-24' }, cited, 'REVIEW_DATE_INVALID'],
    ['an act that there is not', {}, 'ACT_UNKNOWN' as const, 'ACT_UNKNOWN'],
    ['an article that is not in force', {}, 'ACT_NOT_IN_FORCE' as const, 'ACT_NOT_IN_FORCE'],
    ['all of it', {}, cited, undefined],
  ])('%s', (_case, change, citation, refusal) => {
    expect(refuseProposal({ ...wish, ...change }, '2026-11-24', citation)).toBe(refusal);
  });
});

describe('a second officer', () => {
  const last = (kind: HoldStepKind) => ({ kind, takenBy: 'first', at: new Date(0) });
  it.each([
    [undefined, 'second', true, 'HOLD_UNKNOWN'],
    [last('PLACED'), 'second', true, 'HOLD_NOT_WAITING'],
    [last('LIFTED'), 'second', true, 'HOLD_NOT_WAITING'],
    [last('PROPOSED'), 'first', true, 'SECOND_PERSON_REQUIRED'],
    [last('LIFTING_PROPOSED'), 'first', false, 'SECOND_PERSON_REQUIRED'],
    [last('PROPOSED'), 'second', true, 'PLACED'],
    [last('PROPOSED'), 'second', false, 'REJECTED'],
    [last('LIFTING_PROPOSED'), 'second', true, 'LIFTED'],
    [last('LIFTING_PROPOSED'), 'second', false, 'KEPT'],
  ])('%j, %s, %s: %s', (step, officer, agrees, outcome) => {
    expect(decideHold(step, officer, agrees)).toBe(outcome);
  });

  it.each([
    [undefined, 'HOLD_UNKNOWN'],
    [last('PROPOSED'), 'HOLD_NOT_WAITING'],
    [last('LIFTED'), 'HOLD_NOT_WAITING'],
    [last('PLACED'), 'LIFTING_PROPOSED'],
    [last('KEPT'), 'LIFTING_PROPOSED'],
  ])('may be asked to lift %j: %s', (step, outcome) => {
    expect(proposeLifting(step)).toBe(outcome);
  });
});
