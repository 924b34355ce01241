import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.js';

it('gives a burst, then a steady rate, to each bidder alone', () => {
  let nowMs = 0;
  const limit = createRateLimit({ burst: 3, perSecond: 2, nowMs: () => nowMs });
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([true, true, true, false]);
  expect(limit.take('b')).toBe(true);
  nowMs = 500;
  expect([limit.take('a'), limit.take('a')]).toEqual([true, false]);
  nowMs = 60_000;
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([true, true, true, false]);
});
