import { expect, test } from 'vitest';
import { judgeCode, MAX_WRONG_CODES } from './registration.js';

const now = new Date('2026-01-01T00:10:00.000Z');
const later = new Date('2026-01-01T00:10:00.001Z');

test.each([
  ['the right code in time', 0, later, true, 'RIGHT'],
  ['the right code at the last attempt', MAX_WRONG_CODES - 1, later, true, 'RIGHT'],
  ['a wrong code', 0, later, false, 'CODE_WRONG'],
  ['a wrong code too late', 0, now, false, 'CODE_WRONG'],
  ['the right code at the millisecond it ends', 0, now, true, 'CODE_EXPIRED'],
  ['the right code after too many wrong ones', MAX_WRONG_CODES, later, true, 'CODE_EXPIRED'],
  ['a wrong code after too many wrong ones', MAX_WRONG_CODES, later, false, 'CODE_EXPIRED'],
] as const)('%s', (_, wrongCodes, expiresAt, matches, verdict) => {
  expect(judgeCode({ wrongCodes, expiresAt }, matches, now)).toBe(verdict);
});
