import { type Calendar, dueAfter, plusDays, startOf } from '@belgi/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarFrom, lastDayOver } from './term.js';

const today = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

it('a withdrawal of that day is over, one of the next day is not, as the deadline itself counts', () => {
  fc.assert(
    fc.property(
      today,
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom('REST' as const, 'WORK' as const)), {
        maxLength: 12,
      }),
      (now, days, said) => {
        const calendar: Calendar = new Map(said.map(([ago, kind]) => [plusDays(now, -ago), kind]));
        const last = lastDayOver(calendar, now, days);
        const dueOf = (day: string) => dueAfter(calendar, startOf(day), days).getTime();
        expect(dueOf(last)).toBeLessThanOrEqual(startOf(now).getTime());
        expect(dueOf(plusDays(last, 1))).toBeGreaterThan(startOf(now).getTime());
        expect(last > calendarFrom(now, days)).toBe(true);
      },
    ),
  );
});

it('steps over the holidays of May', () => {
  const may: Calendar = new Map(Array.from({ length: 9 }, (_, n) => [plusDays('2026-05-01', n), 'REST' as const]));
  // 20 April to 30 April are nine working days after the 17th, five more end on 15 May.
  expect(lastDayOver(may, '2026-05-16', 14)).toBe('2026-04-19');
  expect(lastDayOver(may, '2026-05-15', 14)).toBe('2026-04-16');
});
