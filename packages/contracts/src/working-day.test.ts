import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  type Calendar,
  dueAfter,
  isWorkingDay,
  localDateOf,
  plusDays,
  startOf,
  workingDaysBetween,
} from './working-day.js';

const date = fc
  .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2029-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const instant = fc.date({
  min: new Date('2025-01-01T00:00:00Z'),
  max: new Date('2029-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const calendar: fc.Arbitrary<Calendar> = fc
  .array(fc.tuple(date, fc.constantFrom('REST' as const, 'WORK' as const)), { maxLength: 40 })
  .map((days) => new Map(days));
const term = fc.integer({ min: 1, max: 30 });

describe('working days', () => {
  it('are Monday to Friday where the table is silent', () => {
    const worked = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
    expect(worked.every((day) => isWorkingDay(new Map(), day))).toBe(true);
    expect(isWorkingDay(new Map(), '2026-11-28')).toBe(false);
    expect(isWorkingDay(new Map(), '2026-11-29')).toBe(false);
  });

  it('step over a holiday, and count a Saturday that is worked', () => {
    const days: Calendar = new Map([
      ['2026-08-31', 'REST'],
      ['2026-09-05', 'WORK'],
    ]);
    // Friday, then weekend, the holiday, Tuesday to Friday (1–4) and the worked Saturday (5).
    expect(addWorkingDays(days, '2026-08-28', 5)).toBe('2026-09-05');
    expect(addWorkingDays(days, '2026-08-28', 6)).toBe('2026-09-07');
  });

  it('end at the midnight of Bishkek after the last day', () => {
    // 23:30 on Monday in Bishkek is still Monday; 00:30 is Tuesday, though UTC says Monday for both.
    expect(dueAfter(new Map(), new Date('2026-11-23T17:30:00Z'), 1).toISOString()).toBe('2026-11-24T18:00:00.000Z');
    expect(dueAfter(new Map(), new Date('2026-11-23T18:30:00Z'), 1).toISOString()).toBe('2026-11-25T18:00:00.000Z');
  });

  it('refuse a term that is none, and a table without a working day', () => {
    for (const days of [0, -1, 1.5, Number.NaN])
      expect(() => addWorkingDays(new Map(), '2026-11-23', days)).toThrow(RangeError);
    const never = new Map(Array.from({ length: 400 }, (_, day) => [plusDays('2026-01-01', day), 'REST' as const]));
    expect(() => addWorkingDays(never, '2026-01-01', 1)).toThrow(/no working day/);
  });

  it('know the day in Bishkek as the time zone data do', () => {
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bishkek' });
    fc.assert(
      fc.property(instant, (at) => {
        expect(localDateOf(at)).toBe(zone.format(at));
      }),
    );
  });

  it('a term ends on a working day, and exactly its days lie in it', () => {
    fc.assert(
      fc.property(calendar, date, term, (days, from, count) => {
        const end = addWorkingDays(days, from, count);
        expect(isWorkingDay(days, end)).toBe(true);
        expect(workingDaysBetween(days, from, end)).toBe(count);
      }),
    );
  });

  it('two terms one after the other are one term of both', () => {
    fc.assert(
      fc.property(calendar, date, term, term, (days, from, first, second) => {
        const after = addWorkingDays(days, addWorkingDays(days, from, first), second);
        expect(after).toBe(addWorkingDays(days, from, first + second));
      }),
    );
  });

  it('a later start never ends earlier, and a further holiday never brings the end forward', () => {
    fc.assert(
      fc.property(calendar, date, fc.integer({ min: 0, max: 20 }), date, term, (days, from, later, holiday, count) => {
        const end = addWorkingDays(days, from, count);
        expect(addWorkingDays(days, plusDays(from, later), count) >= end).toBe(true);
        expect(addWorkingDays(new Map([...days, [holiday, 'REST']]), from, count) >= end).toBe(true);
      }),
    );
  });

  it('the end is a midnight in Bishkek, later than the start by at least the whole days of the term', () => {
    fc.assert(
      fc.property(calendar, instant, term, (days, from, count) => {
        const due = dueAfter(days, from, count);
        expect(startOf(localDateOf(due)).getTime()).toBe(due.getTime());
        expect(due.getTime() - from.getTime()).toBeGreaterThan(count * 86_400_000 - 1);
      }),
    );
  });
});
