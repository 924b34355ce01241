import { expect, it } from 'vitest';
import { tableOf } from './table.js';

it('aligns what was measured and says whether a target is met', () => {
  const rows = [
    { what: 'bids', value: 1234.5, unit: '1/s', target: { atLeast: 1000 } },
    { what: 'wait, p99', value: 61.25, unit: 'ms', target: { atMost: 60 } },
    { what: 'people', value: 3, unit: '' },
  ];
  expect(tableOf(rows, true).split('\n')).toEqual([
    '  bids       1235 1/s  target ≥ 1000: met',
    '  wait, p99  61.3 ms   target ≤ 60: MISSED',
    '  people        3',
  ]);
  expect(tableOf(rows, false)).toContain('a slice is not held to it');
});
