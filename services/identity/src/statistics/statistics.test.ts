import { describe, expect, it } from 'vitest';
import { type Act, participation, sales, traitsOf } from './statistics.js';

const act = (citizenId: string, changes: Partial<Act> = {}): Act => ({
  day: '2026-11-24',
  citizenId,
  region: '02',
  priceBand: 'FROM_20_000',
  pattern: 'OTHER',
  ...changes,
});

describe('traits', () => {
  it.each([
    ['11106199012345', { sex: 'FEMALE', birthYear: 1990 }],
    ['23112200400001', { sex: 'MALE', birthYear: 2004 }],
  ])('are the first digit and the year of the PIN', (pin, traits) => expect(traitsOf(pin)).toEqual(traits));
});

describe('participation', () => {
  const people = new Map([['a', { sex: 'MALE', birthYear: 1990 } as const]]);

  it('counts a person once, with the first lot', () => {
    const acts = [act('a'), act('a', { day: '2026-11-20', region: '07' }), act('a', { day: '2026-11-25' })];
    // Columns are FEMALE, MALE; the rows age from 35, region 07, price from 20 000.
    expect(participation(acts, people, 2026)).toEqual([{ person: 'a', column: 1, rows: [2, 6, 1] }]);
  });

  it('leaves out whoever is not to be joined', () => {
    expect(participation([act('a'), act('b')], people, 2026).map(({ person }) => person)).toEqual(['a']);
  });
});

describe('sales', () => {
  it('counts each lot, with the buyer behind it', () => {
    expect(sales([act('a'), act('a', { pattern: 'DIGITS_EQUAL' })])).toEqual([
      { person: 'a', column: 1, rows: [1, 5] },
      { person: 'a', column: 1, rows: [1, 1] },
    ]);
  });
});
