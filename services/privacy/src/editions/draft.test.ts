import { describe, expect, it } from 'vitest';
import {
  type Draft,
  MAX_RETURN_REASON_CHARS,
  refuseReturn,
  refuseReview,
  refuseSubmit,
  refuseWrite,
  type Submission,
} from './draft.js';

const texts = { KY: 'к', RU: 'р', EN: 'e' };
const document = 'POLICY';
const draft: Draft = {
  ...{ id: 'd', document, writtenBy: 'writer', material: true },
  ...{ effectiveAt: null, state: 'DRAFT', texts },
};
const submission: Submission = {
  id: 's',
  draftId: 'd',
  document,
  writtenBy: 'writer',
  material: true,
  effectiveAt: null,
  texts,
  sha256: texts,
  decided: false,
};

describe('writing a draft', () => {
  it.each([
    ['one that does not exist', undefined, 'writer', 'DRAFT_UNKNOWN'],
    ['another officer’s', draft, 'reader', 'DRAFT_NOT_YOURS'],
    ['one in review', { ...draft, state: 'IN_REVIEW' as const }, 'writer', 'DRAFT_NOT_OPEN'],
    ['a published one', { ...draft, state: 'PUBLISHED' as const }, 'writer', 'DRAFT_NOT_OPEN'],
    ['an open one', draft, 'writer', undefined],
    ['a returned one', { ...draft, state: 'RETURNED' as const }, 'writer', undefined],
    ['an imported one that nobody has taken up', { ...draft, writtenBy: null }, 'reader', undefined],
  ])('%s', (_case, known, officer, refusal) => {
    expect(refuseWrite(known, officer)).toBe(refusal);
  });
});

describe('submitting a draft', () => {
  it.each([
    ['of another', draft, 'reader', 'DRAFT_NOT_YOURS'],
    ['with a language missing', { ...draft, texts: { KY: 'к', RU: 'р' } }, 'writer', 'TEXT_MISSING'],
    ['with an empty language', { ...draft, texts: { ...texts, EN: ' \n' } }, 'writer', 'TEXT_MISSING'],
    ['whole', draft, 'writer', undefined],
  ])('%s', (_case, known, officer, refusal) => {
    expect(refuseSubmit(known, officer)).toBe(refusal);
  });
});

describe('deciding on a submission', () => {
  it.each([
    ['that does not exist', undefined, 'reader', 'SUBMISSION_UNKNOWN'],
    ['that was decided on', { ...submission, decided: true }, 'reader', 'SUBMISSION_DECIDED'],
    ['of one’s own', submission, 'writer', 'WRITER_CANNOT_DECIDE'],
    ['of another', submission, 'reader', undefined],
  ])('%s', (_case, known, officer, refusal) => {
    expect(refuseReview(known, officer)).toBe(refusal);
  });

  it.each([
    ['of one’s own', 'writer', 'why', 'WRITER_CANNOT_DECIDE'],
    ['without a reason', 'reader', ' ', 'REASON_REQUIRED'],
    ['with an essay', 'reader', 'x'.repeat(MAX_RETURN_REASON_CHARS + 1), 'REASON_TOO_LONG'],
    ['with a reason', 'reader', 'clause 2.1 is unclear', undefined],
  ])('and returning it %s', (_case, officer, reason, refusal) => {
    expect(refuseReturn(submission, officer, reason)).toBe(refusal);
  });
});
