import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, type DigitsClass, lettersClassOf } from './combination-class.js';

const allDigits = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'));
const letter = fc.integer({ min: 0, max: 25 }).map((place) => String.fromCharCode(65 + place));
const letters = fc.tuple(letter, letter, letter).map((three) => three.join(''));

/** What each class means, in words of its own. */
const means: Record<DigitsClass, (combination: string) => boolean> = {
  ALL_EQUAL: (given) => new Set(given).size === 1,
  ROUND: (given) => given.endsWith('00'),
  MIRRORED: (given) => [...given].reverse().join('') === given,
  ASCENDING: (given) => '0123456789'.includes(given) || 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.includes(given),
  DESCENDING: (given) => '9876543210'.includes(given) || 'ZYXWVUTSRQPONMLKJIHGFEDCBA'.includes(given),
  PAIR: (given) => /(.)\1/.test(given),
};

/** The first of the classes that holds, by the meanings above. */
function expected(combination: string): string | null {
  return Object.entries(means).find(([, holds]) => holds(combination))?.[0] ?? null;
}

describe('the class of a combination', () => {
  it.each([
    ['777', 'ALL_EQUAL'],
    ['000', 'ALL_EQUAL'],
    ['100', 'ROUND'],
    ['010', 'MIRRORED'],
    ['717', 'MIRRORED'],
    ['123', 'ASCENDING'],
    ['012', 'ASCENDING'],
    ['321', 'DESCENDING'],
    ['771', 'PAIR'],
    ['007', 'PAIR'],
    ['135', null],
    ['890', null],
    ['AAA', 'ALL_EQUAL'],
    ['ABA', 'MIRRORED'],
    ['XYZ', 'ASCENDING'],
    ['CBA', 'DESCENDING'],
    ['AAB', 'PAIR'],
    ['YZA', null],
  ])('of %s is %s', (combination, found) => expect(classOf(combination)).toBe(found));

  it('is the first that its meaning gives, of all digits', () =>
    expect(allDigits.map(classOf)).toEqual(allDigits.map(expected)));
  it('is the first that its meaning gives, of any letters', () =>
    fc.assert(
      fc.property(letters, (given) => {
        expect(lettersClassOf(given)).toBe(expected(given));
      }),
    ));
  it('counts 10 equal, 9 round, 90 mirrored and 8 sequences each way', () => {
    const counts = Map.groupBy(allDigits, classOf);
    const sizes = ['ALL_EQUAL', 'ROUND', 'MIRRORED', 'ASCENDING', 'DESCENDING'] as const;
    expect(sizes.map((one) => counts.get(one)?.length)).toEqual([10, 9, 90, 8, 8]);
  });
});
