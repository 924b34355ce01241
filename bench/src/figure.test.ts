import { expect, it } from 'vitest';
import { meets, percentile } from './figure.js';

it('takes percentiles by nearest rank', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.99, 1].map((share) => percentile(samples, share))).toEqual([1, 50, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow('no samples');
});

it('holds a value to its target', () => {
  const row = { what: 'x', value: 5, unit: '' };
  expect(meets(row)).toBeUndefined();
  expect(meets({ ...row, target: { atLeast: 5 } })).toBe(true);
  expect(meets({ ...row, target: { atMost: 4 } })).toBe(false);
});
