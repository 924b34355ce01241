import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, groups } from './dimensions.js';
import { type Contribution, layoutOf, tally } from './layout.js';
import { cellsOf, protect, type Rules, round, type Shown } from './protect.js';
import { Attacker } from './testing/attacker.js';

/**
 * The attack: the totals of the margins, of every table that shares them, less what is published of their parts,
 * leave the number of a cell that was suppressed; of a cell with one person in it, that person's sex or age.
 */

/** Small enough to try every whole number, large enough for two tables that share their columns' totals. */
const SMALL: Group = {
  name: 'PARTICIPATION',
  columns: ['FEMALE', 'MALE'],
  tables: [
    { name: 'PARTICIPATION_BY_AGE_AND_SEX', rows: ['UNDER_25', 'FROM_25', 'FROM_65'] },
    { name: 'PARTICIPATION_BY_REGION_AND_SEX', rows: ['01', '02'] },
  ],
};
/** The attacker is given more than the public has: not a single number is rounded. */
const EXACT: Rules = { leastPeople: 3, roundTo: 1 };
const ROUNDED: Rules = { leastPeople: 3, roundTo: 2 };

/** Hides what is small and thinks that this is enough. */
const weak = (counts: readonly number[], rules: Rules): Shown[] =>
  counts.map((count) => (count < rules.leastPeople ? null : round(count, rules.roundTo)));

/** A few common combinations and, around them, the odd person. */
const people = fc
  .array(
    fc.record({
      times: fc.constantFrom(1, 1, 1, 2, 3, 5, 8),
      column: fc.nat(1),
      rows: fc.tuple(fc.nat(2), fc.nat(1)).map((pair) => [...pair]),
    }),
    { maxLength: 8 },
  )
  .map((kinds): Contribution[] =>
    kinds.flatMap(({ times, ...kind }, at) =>
      Array.from({ length: times }, (_, index) => ({ person: `${at}-${index}`, ...kind })),
    ),
  );

/** What the attacker found out: suppressed numbers of which fewer than `leastPeople` values are possible. */
function recovered(group: Group, shown: readonly Shown[], rules: Rules): string[] {
  const attacker = new Attacker(cellsOf(group, shown), rules);
  return attacker.suppressed.filter((name) => {
    let possible = 0;
    for (let value = 0; value <= 60 && possible < rules.leastPeople; value += 1)
      if (attacker.mayBe(name, value)) possible += 1;
    return possible < rules.leastPeople;
  });
}

describe('margins', () => {
  it.each([
    ['exact', EXACT],
    ['rounded', ROUNDED],
  ])('leave of no suppressed number fewer values than leastPeople (%s)', (_, rules) => {
    fc.assert(
      fc.property(people, (contributions) => {
        expect(recovered(SMALL, protect(SMALL, tally(SMALL, contributions), rules), rules)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('do not say of a small number that it is not zero, nor that it is small', () => {
    fc.assert(
      fc.property(people, (contributions) => {
        const counted = tally(SMALL, contributions);
        const shown = protect(SMALL, counted, EXACT);
        const attacker = new Attacker(cellsOf(SMALL, shown), EXACT);
        const layout = layoutOf(SMALL);
        for (const [table, { name, rows }] of SMALL.tables.entries())
          for (const [row, rowName] of rows.entries())
            for (const [column, columnName] of SMALL.columns.entries()) {
              const count = counted.counts[layout.inner(table, row, column)] ?? 0;
              if (count >= EXACT.leastPeople) continue;
              const cell = `${name}/${rowName}/${columnName}`;
              for (let value = 0; value < EXACT.leastPeople; value += 1)
                expect(attacker.mayBe(cell, value), `${cell} may be ${value}`).toBe(true);
            }
      }),
      { numRuns: 100 },
    );
  });

  it('give people away where only what is small is suppressed: the attack works', () => {
    const found = fc.check(
      fc.property(people, (contributions) => {
        return recovered(SMALL, weak(tally(SMALL, contributions).counts, EXACT), EXACT).length === 0;
      }),
      { numRuns: 300 },
    );
    expect(found.failed).toBe(true);
  });

  it('give one woman away where only what is small is suppressed, and do not where it is done well', () => {
    const many = (count: number, column: number, rows: number[]): Contribution[] =>
      Array.from({ length: count }, (_, at) => ({ person: `${column}-${rows.join()}-${at}`, column, rows }));
    const contributions = [
      ...many(1, 0, [2, 0]),
      ...many(5, 0, [0, 0]),
      ...many(4, 0, [1, 1]),
      ...many(6, 1, [0, 0]),
      ...many(7, 1, [1, 1]),
      ...many(8, 1, [2, 1]),
    ];
    const counted = tally(SMALL, contributions);
    const cell = 'PARTICIPATION_BY_AGE_AND_SEX/FROM_65/FEMALE';
    const values = (shown: Shown[]) => {
      const attacker = new Attacker(cellsOf(SMALL, shown), EXACT);
      return [0, 1, 2, 3].filter((value) => attacker.mayBe(cell, value));
    };
    expect(values(weak(counted.counts, EXACT))).toEqual([1]);
    expect(values(protect(SMALL, counted, EXACT))).toEqual([0, 1, 2, 3]);
  });
});

describe('what is published', () => {
  /** A small generator of our own, so that a failure comes back: Math.random would not. */
  const random = (seed: number) => {
    let state = seed;
    return () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
  };
  const crowd = (group: Group, size: number, seed: number): Contribution[] => {
    const next = random(seed);
    const skewed = (length: number) => Math.floor(next() ** 2 * length);
    return Array.from({ length: size }, (_, at) => ({
      person: `${at}`,
      column: skewed(group.columns.length),
      rows: group.tables.map(({ rows }) => skewed(rows.length)),
    }));
  };

  it.each(Object.values(groups).flatMap((group) => [40, 400, 4_000].map((size) => [group.name, size, group] as const)))(
    'of %s with %d units is rounded, has ten people behind each number, and is not nothing',
    (_, size, group) => {
      const counted = tally(group, crowd(group, size, size));
      const shown = protect(group, counted);
      for (const [index, count] of shown.entries()) {
        if (count === null) continue;
        expect(count % 5).toBe(0);
        expect(counted.people[index]).toBeGreaterThanOrEqual(10);
      }
      const published = shown.filter((count) => count !== null).length;
      if (size >= 400) expect(published / shown.length).toBeGreaterThan(0.3);
    },
  );

  it('has no number behind which one person stands ten times', () => {
    const contributions = Array.from({ length: 40 }, () => ({ person: 'one', column: 0, rows: [0, 0] }));
    expect(protect(SMALL, tally(SMALL, contributions)).every((count) => count === null)).toBe(true);
  });

  it('hides zeros like other small numbers', () => {
    const { counts } = tally(SMALL, []);
    expect(protect(SMALL, { counts, people: counts }).every((count) => count === null)).toBe(true);
  });
});
