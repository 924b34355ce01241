import { describe, expect, it } from 'vitest';
import {
  clauseOf,
  type Doubt,
  judgeAnswer,
  judgeAppeal,
  judgeDecision,
  judgeMarking,
  judgeRuling,
  standingOf,
  waitsFor,
} from './doubt.js';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const open: Doubt = {
  ...{ id: 'd', accountId: 'a', names: ['fullName'], caseNumber: '119-1', markedBy: 'first', markedAt: at(5) },
  ...{ answerDueAt: at(12), answer: null, answeredAt: null, outcome: null, decidedBy: null, decidedAt: null },
  ...{ appealDueAt: null, appealedAt: null, appealOutcome: null, ruledBy: null, ruledAt: null },
};
const answered: Doubt = { ...open, answer: 'STATEMENT', answeredAt: at(6) };
const blocked: Doubt = { ...answered, outcome: 'BLOCKED', decidedBy: 'second', decidedAt: at(7), appealDueAt: at(21) };
const appealed: Doubt = { ...blocked, appealedAt: at(8) };
const ruledOn: Doubt = { ...appealed, appealOutcome: 'UPHELD', ruledBy: 'third', ruledAt: at(9) };
const second = { id: 'second', keptOnly: false };
const third = { id: 'third', keptOnly: false };

describe('marking', () => {
  const good = {
    ...{ isCaseNumber: true, hasReason: true, names: ['fullName'], isPerson: true, keptOnly: false },
    ...{ held: ['fullName', 'pin'], doubted: ['pin'] },
  };
  const bad = { ...good, isCaseNumber: false, hasReason: false, names: [], isPerson: false, keptOnly: true };

  it('is allowed', () => expect(judgeMarking(good)).toBeUndefined());
  it.each([
    ['CASE_NUMBER_INVALID', bad],
    ['WORDS_LENGTH', { ...bad, isCaseNumber: true }],
    ['NOTHING_DOUBTED', { ...bad, isCaseNumber: true, hasReason: true }],
    ['PERSON_UNKNOWN', { ...good, isPerson: false, keptOnly: true, names: ['shoeSize'] }],
    ['PERSON_RESTRICTED', { ...good, keptOnly: true, names: ['shoeSize'] }],
    ['ATTRIBUTE_UNKNOWN', { ...good, names: ['shoeSize', 'pin'] }],
    ['ALREADY_DOUBTED', { ...good, names: ['fullName', 'pin'] }],
  ] as const)('%s', (code, facts) => expect(judgeMarking(facts)).toBe(code));
});

describe('an answer', () => {
  it('is taken until the term ends', () => expect(judgeAnswer(true, open, at(11))).toBeUndefined());
  it.each([
    ['WORDS_LENGTH', false, undefined, at(12)],
    ['DOUBT_UNKNOWN', true, undefined, at(12)],
    ['DOUBT_DECIDED', true, blocked, at(12)],
    ['ALREADY_ANSWERED', true, answered, at(12)],
    ['ANSWER_TERM_PASSED', true, open, at(12)],
  ] as const)('%s', (code, hasWords, doubt, now) => expect(judgeAnswer(hasWords, doubt, now)).toBe(code));
});

describe('a decision', () => {
  it('is taken after the answer, and after the term', () => {
    expect(judgeDecision(true, answered, second, at(6))).toBeUndefined();
    expect(judgeDecision(true, open, second, at(12))).toBeUndefined();
  });
  it.each([
    ['WORDS_LENGTH', false, undefined, { id: 'first', keptOnly: true }, at(6)],
    ['DOUBT_UNKNOWN', true, undefined, { id: 'first', keptOnly: true }, at(6)],
    ['PERSON_RESTRICTED', true, blocked, { id: 'first', keptOnly: true }, at(6)],
    ['DOUBT_DECIDED', true, blocked, { id: 'first', keptOnly: false }, at(6)],
    ['ANOTHER_EMPLOYEE', true, open, { id: 'first', keptOnly: false }, at(6)],
    ['ANSWER_AWAITED', true, open, second, at(11)],
  ] as const)('%s', (code, hasReason, doubt, by, now) => expect(judgeDecision(hasReason, doubt, by, now)).toBe(code));
});

describe('an appeal', () => {
  it('is taken until the term ends', () => expect(judgeAppeal(true, blocked, at(20))).toBeUndefined());
  it.each([
    ['WORDS_LENGTH', false, undefined],
    ['DOUBT_UNKNOWN', true, undefined],
    ['NOT_BLOCKED_BY_THIS', true, { ...answered, outcome: 'FALSE', decidedBy: 'second', decidedAt: at(7) }],
    ['ALREADY_APPEALED', true, ruledOn],
    ['APPEAL_TERM_PASSED', true, blocked],
  ] as const)('%s', (code, hasWords, doubt) => expect(judgeAppeal(hasWords, doubt, at(21))).toBe(code));
});

describe('a ruling', () => {
  it('is taken by a third', () => expect(judgeRuling(true, appealed, third)).toBeUndefined());
  it.each([
    ['WORDS_LENGTH', false, undefined, { id: 'first', keptOnly: true }],
    ['DOUBT_UNKNOWN', true, undefined, { id: 'first', keptOnly: true }],
    ['PERSON_RESTRICTED', true, blocked, { id: 'first', keptOnly: true }],
    ['NOT_APPEALED', true, blocked, { id: 'first', keptOnly: false }],
    ['APPEAL_DECIDED', true, ruledOn, { id: 'first', keptOnly: false }],
    ['ANOTHER_EMPLOYEE', true, appealed, { id: 'first', keptOnly: false }],
    ['ANOTHER_EMPLOYEE', true, appealed, second],
  ] as const)('%s', (code, hasReason, doubt, by) => expect(judgeRuling(hasReason, doubt, by)).toBe(code));
});

it.each([
  ['OPEN', '4.2', 'PERSON', open],
  ['OPEN', '4.2', 'DECISION', answered],
  ['DISMISSED', '4.4', null, { ...answered, outcome: 'DISMISSED' }],
  ['FALSE', '4.4', null, { ...answered, outcome: 'FALSE' }],
  ['BLOCKED', '4.5', null, blocked],
  ['APPEALED', '4.6', 'RULING', appealed],
  ['UPHELD', '4.6', null, ruledOn],
  ['LIFTED', '4.6', null, { ...ruledOn, appealOutcome: 'LIFTED' }],
] as const)('stands at %s by clause %s and waits for %s', (standing, clause, next, doubt) => {
  expect(standingOf(doubt)).toBe(standing);
  expect(clauseOf(standing)).toBe(clause);
  expect(waitsFor(doubt, at(6))).toBe(next);
});
