import { describe, expect, it } from 'vitest';
import { Simplex } from './simplex.js';

describe('Simplex', () => {
  it('finds how far an unknown can go', () => {
    // a + b = 5, b + c = 3
    const system = new Simplex(
      [
        [1, 1, 0],
        [0, 1, 1],
      ],
      [5, 3],
    );
    expect([system.largest(0), system.smallest(0)]).toEqual([5, 2]);
    expect([system.largest(1), system.smallest(1)]).toEqual([3, 0]);
  });

  it('knows what nothing bounds', () => {
    expect(new Simplex([[1, -1]], [2]).largest(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('bears sums that follow from others, and right sides below zero', () => {
    const system = new Simplex(
      [
        [1, 1],
        [-1, -1],
        [2, 2],
      ],
      [4, -4, 8],
    );
    expect([system.largest(0), system.smallest(0)]).toEqual([4, 0]);
  });

  it('refuses what cannot be', () => {
    expect(() => new Simplex([[1, 1]], [-1])).toThrow(RangeError);
  });
});
