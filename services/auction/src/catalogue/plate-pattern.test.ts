import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { digitsThatFit, lettersThatFit, readPattern } from './plate-pattern.js';

describe('a search pattern', () => {
  it.each([
    ['7*7', { digits: '7*7', letters: null }],
    ['7?7', { digits: '7?7', letters: null }],
    ['a*a', { digits: null, letters: 'A*A' }],
    ['7*7 A*A', { digits: '7*7', letters: 'A*A' }],
    ['7*7ABC', { digits: '7*7', letters: 'ABC' }],
    ['**1', { digits: '*1', letters: null }],
    ['*a*', { digits: null, letters: '*A*' }],
    ['?A?', { digits: null, letters: '?A?' }],
    ['???A*', { digits: '???', letters: 'A*' }],
    ['*7*', { digits: '*7*', letters: null }],
  ])('%s', (pattern, read) => expect(readPattern(pattern)).toEqual(read));
  it.each(['', '%', '7_7', "7'7", 'AAA 777', '7'.repeat(17)])('%s is none', (pattern) =>
    expect(readPattern(pattern)).toBeUndefined(),
  );
});

describe('what fits a pattern', () => {
  it.each([
    ['7*7', 10],
    ['7?7', 10],
    ['7??', 100],
    ['*7', 100],
    ['*7*', 271],
    ['*', 1_000],
    ['777', 1],
    ['77', 0],
    ['7777', 0],
  ])('%s fits %i digits', (pattern, count) => expect(digitsThatFit(pattern)).toHaveLength(count));
  it('takes only letters of the configured alphabet', () => {
    expect(lettersThatFit('A*A', DEFAULT_PLATE_ALPHABET)).toHaveLength(26);
    expect(lettersThatFit('A*A', 'AB')).toEqual(['AAA', 'ABA']);
    expect(lettersThatFit('Q*', 'AB')).toEqual([]);
  });
  it('is what a regular expression of the same pattern finds', () => {
    const part = fc.array(fc.constantFrom('*', '?', '0', '7', '9'), { minLength: 1, maxLength: 6 });
    const all = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'));
    fc.assert(
      fc.property(part, (characters) => {
        const pattern = characters.join('');
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(digitsThatFit(pattern)).toEqual(all.filter((digits) => expression.test(digits)));
      }),
    );
  });
});
