import { describe, expect, it } from 'vitest';
import { ageBandOf, patternOf, priceBandOf } from './dimensions.js';

describe('bands', () => {
  it.each([
    [1_999_999n, 'UNDER_20_000'],
    [2_000_000n, 'FROM_20_000'],
    [5_000_000n, 'FROM_50_000'],
    [49_999_999n, 'FROM_100_000'],
    [50_000_000n, 'FROM_500_000'],
  ])('%d tyiyn is %s', (amountMinor, band) => expect(priceBandOf(amountMinor)).toBe(band));

  it.each([
    [2002, 'UNDER_25'],
    [2001, 'FROM_25'],
    [1961, 'FROM_65'],
    [1900, 'FROM_65'],
  ])('born in %d is in 2026 %s', (year, band) => expect(ageBandOf(year, 2026)).toBe(band));

  it.each([
    ['777', 'AAA', 'DIGITS_AND_LETTERS_EQUAL'],
    ['777', 'ABC', 'DIGITS_EQUAL'],
    ['123', 'AAA', 'LETTERS_EQUAL'],
    ['707', 'ABC', 'DIGITS_MIRRORED'],
    ['700', 'ABC', 'DIGITS_ROUND'],
    ['007', 'ABC', 'DIGITS_ROUND'],
    ['123', 'ABA', 'OTHER'],
  ])('%s %s is %s', (digits, letters, pattern) => expect(patternOf(digits, letters)).toBe(pattern));
});
