import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysFrom, startOf } from './day.js';
import type { Group } from './dimensions.js';
import { tally } from './layout.js';
import { cellsOf, PUBLIC_RULES, protect } from './protect.js';
import { type Release, subtract } from './testing/attacker.js';
import { nextWindow, peopleByDay, WINDOW_DAYS, WINDOW_PEOPLE } from './window.js';

/**
 * The attack: yesterday's release less today's leaves whoever came in between, one person on a quiet day. Sums of
 * releases are subtracted as well.
 */
interface Act {
  readonly day: string;
  readonly person: string;
  readonly column: number;
  readonly rows: readonly number[];
}

const FIRST = '2026-01-01';
const group: Group = {
  name: 'PARTICIPATION',
  columns: ['FEMALE', 'MALE'],
  tables: [
    { name: 'PARTICIPATION_BY_AGE_AND_SEX', rows: ['UNDER_25', 'FROM_25', 'FROM_65'] },
    { name: 'PARTICIPATION_BY_REGION_AND_SEX', rows: ['01', '02'] },
  ],
};

/** Busy days and quiet ones; on a quiet day one person comes. */
const acts = fc
  .array(fc.record({ count: fc.constantFrom(0, 1, 1, 3, 90, 230), column: fc.nat(1), age: fc.nat(2) }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((days): Act[] =>
    days.flatMap(({ count, column, age }, at) =>
      Array.from({ length: count }, (_, index) => ({
        day: addDays(FIRST, at),
        person: `${at}-${index}`,
        column: (column + index) % 2,
        rows: [(age + index) % 3, index % 2],
      })),
    ),
  );

const release = (from: string, to: string, all: readonly Act[]): Release => {
  const within = all.filter(({ day }) => day >= from && day <= to);
  return { from, to, cells: cellsOf(group, protect(group, tally(group, within))) };
};

function windowsOf(all: readonly Act[], complete: string): Release[] {
  const releases: Release[] = [];
  for (let from = FIRST; ; from = addDays(releases.at(-1)?.to ?? FIRST, 1)) {
    const after = all.filter(({ day }) => day >= from);
    const window = nextWindow(from, complete, peopleByDay(after));
    if (window === undefined) return releases;
    releases.push(release(window.from, window.to, all));
  }
}

describe('differences of releases', () => {
  const complete = addDays(FIRST, 40);

  it('find no group smaller than may be published', () => {
    fc.assert(
      fc.property(acts, (all) => {
        expect(subtract(windowsOf(all, complete), PUBLIC_RULES)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('find people in tables that grow by the day, rounded or not: the attack works', () => {
    const growing = (all: readonly Act[], rules: typeof PUBLIC_RULES) =>
      Array.from({ length: 12 }, (_, at): Release => {
        const to = addDays(FIRST, at);
        const within = all.filter(({ day }) => day <= to);
        return { from: FIRST, to, cells: cellsOf(group, protect(group, tally(group, within), rules)) };
      });
    for (const roundTo of [1, 5]) {
      const rules = { ...PUBLIC_RULES, roundTo };
      const found = fc.check(
        fc.property(acts, (all) => subtract(growing(all, rules), rules).length === 0),
        { numRuns: 60 },
      );
      expect(found.failed, `rounded to ${roundTo}`).toBe(true);
    }
  });

  it('are differences of whole windows: each act counts in one window, none in two', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const releases = windowsOf(all, complete);
        for (const [at, { from, to }] of releases.entries()) {
          expect(from).toBe(at === 0 ? FIRST : addDays(releases[at - 1]?.to ?? '', 1));
          const inside = new Set(all.filter(({ day }) => day >= from && day <= to).map(({ person }) => person));
          if (daysFrom(from, to) < WINDOW_DAYS) expect(inside.size).toBeGreaterThanOrEqual(WINDOW_PEOPLE);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('nextWindow', () => {
  it.each([
    ['closes with the first day by which there are enough people', 200, '2026-01-03', '2026-01-03'],
    ['waits where there are too few', 199, '2026-01-30', undefined],
    ['waits no longer than a month', 0, '2026-01-31', '2026-01-31'],
    ['knows nothing of days that are not complete', 200, '2026-01-02', undefined],
  ])('%s', (_, people, complete, to) => {
    const window = nextWindow(FIRST, complete, (day) => (day >= '2026-01-03' ? people : 0));
    expect(window?.to).toBe(to);
  });

  it('counts a person once, on the first day', () => {
    const by = peopleByDay([
      { day: '2026-01-02', person: 'a' },
      { day: '2026-01-01', person: 'a' },
      { day: '2026-01-03', person: 'b' },
    ]);
    expect(['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03'].map(by)).toEqual([0, 1, 1, 2]);
  });
});

describe('days of Bishkek', () => {
  it('begin at 18:00 UTC', () => {
    expect(dayOf(new Date('2026-11-23T17:59:59.999Z'))).toBe('2026-11-23');
    expect(dayOf(new Date('2026-11-23T18:00:00.000Z'))).toBe('2026-11-24');
    expect(startOf('2026-11-24').toISOString()).toBe('2026-11-23T18:00:00.000Z');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysFrom('2026-12-31', '2027-01-01')).toBe(2);
  });
});
