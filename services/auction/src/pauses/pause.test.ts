import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lotAt } from '../testing/lot-at.js';
import { pausedLot, resumedLot } from './pause.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const MINUTE_MS = 60_000;

it('a pause takes no time from anybody: end and hard stop move by as long as it was', () => {
  const lot = lotAt(now);
  const resumed = resumedLot(pausedLot(lot, 'why', now), later(20 * MINUTE_MS));
  expect(resumed.closesAt.getTime() - lot.closesAt.getTime()).toBe(20 * MINUTE_MS);
  expect(resumed.hardStopAt.getTime() - lot.hardStopAt.getTime()).toBe(20 * MINUTE_MS);
  expect(resumed).toMatchObject({ state: 'OPEN', pausedAt: null, pauseReason: null });
});

it('whoever hears of it has the soft-close window at least, and the end stays before the hard stop and never moves back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7_200_000 }),
      fc.integer({ min: 0, max: 30 * 86_400_000 }),
      (leftMs, pauseMs) => {
        const lot = lotAt(now, { closesAt: later(leftMs), hardStopAt: later(leftMs) });
        const resumed = resumedLot(pausedLot(lot, 'why', now), later(pauseMs));
        const left = resumed.closesAt.getTime() - later(pauseMs).getTime();
        expect(left).toBe(Math.max(leftMs, lot.policy.softCloseWindowSeconds * 1_000));
        expect(resumed.closesAt.getTime()).toBeGreaterThanOrEqual(lot.closesAt.getTime());
        expect(resumed.hardStopAt.getTime()).toBeGreaterThanOrEqual(resumed.closesAt.getTime());
      },
    ),
  );
});
