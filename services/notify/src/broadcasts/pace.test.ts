import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Announcement, batchMs, EDITION_NOTICES_PER_SECOND, expectedEnd, lateness } from './pace.js';

const now = new Date('2026-11-24T00:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const announcement: Announcement = {
  ...{ kind: 'POLICY_CHANGED', edition: 2, effectiveAt: after(100) },
  ...{ dueAt: now, told: 0, remaining: 1_000 },
};

it.each([
  ['in time', announcement, -80],
  ['to the second', { ...announcement, remaining: 5_000 }, 0],
  ['late', { ...announcement, remaining: 6_000 }, 20],
  ['late, since nobody has worked on it', { ...announcement, dueAt: after(-3_600), remaining: 6_000 }, 20],
  ['late, since the next people are not due yet', { ...announcement, dueAt: after(90) }, 10],
  ['late, of an edition in force from posting', { ...announcement, effectiveAt: now }, 20],
])('is %s', (_case, given, seconds) => {
  expect(lateness(given, now, 50)).toBe(seconds);
});

it('reaches everybody who may have an account within the shortest notice', () => {
  const everybody = { ...announcement, effectiveAt: after(72 * 3_600), remaining: 7_500_000 };
  expect(lateness(everybody, now, EDITION_NOTICES_PER_SECOND)).toBeLessThan(0);
});

it('ends when batch after batch at its pace ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(5_000), (perSecond, remaining) => {
      let end = now.getTime();
      for (let left = remaining; left > 0; left -= 100) end += batchMs(Math.min(left, 100), perSecond);
      const expected = expectedEnd({ ...announcement, remaining }, now, perSecond).getTime();
      // Each batch is rounded up to the millisecond.
      expect(end - expected).toBeGreaterThanOrEqual(0);
      expect(end - expected).toBeLessThanOrEqual(51);
    }),
  );
});
