import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dueAt, MAX_INQUIRY_CHARS, MAX_PER_HOUR, normalisedReference, referenceOf, refuseInquiry } from './inquiry.js';

describe('an inquiry', () => {
  it.each([
    ['nothing', ' ', null, 0, 'QUESTION_EMPTY'],
    ['a book', 'x'.repeat(MAX_INQUIRY_CHARS + 1), null, 0, 'QUESTION_TOO_LONG'],
    ['a contact that is none', 'why?', 'x'.repeat(201), 0, 'QUESTION_TOO_LONG'],
    ['the sixth in an hour', 'why?', null, MAX_PER_HOUR, 'TOO_MANY_INQUIRIES'],
    ['a question', 'why?', 'me@example.kg', MAX_PER_HOUR - 1, undefined],
  ])('of %s', (_case, text, contact, lately, refusal) => {
    expect(refuseInquiry(text, contact, lately)).toBe(refusal);
  });

  it('is due in seven days', () => {
    expect(dueAt(new Date('2026-01-01T00:00:00Z'))).toEqual(new Date('2026-01-08T00:00:00Z'));
  });

  it('has a reference that survives the telephone', () => {
    const reference = referenceOf(randomBytes(12));
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(normalisedReference(` ${reference.toLowerCase().replaceAll('-', ' ')}`)).toBe(reference);
    expect(normalisedReference('oil0-1111-1111')).toBe('0110-1111-1111');
  });
});
