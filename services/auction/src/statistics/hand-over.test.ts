import { newId, STATISTICS_ROWS_PER_PART } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { type CountedAct, partsOf } from './hand-over.js';

const act = (changes: Partial<CountedAct> = {}): CountedAct => ({
  act: 'ENTERED',
  citizenId: newId(),
  region: '01',
  digits: '777',
  letters: 'ABC',
  amountMinor: 2_500_000n,
  ...changes,
});

describe('what is handed over', () => {
  it('names the citizen, the region and bands: no lot, no plate, no price', () => {
    const one = act();
    expect(partsOf({ day: '2026-11-24', since: '2026-11-01' }, [one])).toEqual([
      {
        day: '2026-11-24',
        since: '2026-11-01',
        part: 1,
        parts: 1,
        rows: [
          { act: 'ENTERED', citizenId: one.citizenId, region: '01', priceBand: 'FROM_20_000', pattern: 'DIGITS_EQUAL' },
        ],
      },
    ]);
  });

  it('is one empty part where nothing happened', () => {
    expect(partsOf({ day: '2026-11-24', since: '2026-11-01' }, [])).toEqual([
      { day: '2026-11-24', since: '2026-11-01', part: 1, parts: 1, rows: [] },
    ]);
  });

  it('comes in parts that a message can carry, each act in one', () => {
    const acts = Array.from({ length: STATISTICS_ROWS_PER_PART + 1 }, () => act());
    const parts = partsOf({ day: '2026-11-24', since: '2026-11-01' }, acts);
    expect(parts.map(({ part, parts: of, rows }) => [part, of, rows.length])).toEqual([
      [1, 2, STATISTICS_ROWS_PER_PART],
      [2, 2, 1],
    ]);
  });
});
