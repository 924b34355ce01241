import { describe, expect, it } from 'vitest';
import { DEFAULT_PLATE_ALPHABET, plateNumber, plateOf } from './plate.js';

describe('a plate', () => {
  const good = { region: '01', digits: '777', letters: 'AAA' };
  it('is written RR KG 999 AAA', () => expect(plateNumber(good)).toBe('01 KG 777 AAA'));
  it('is normalised', () =>
    expect(plateOf({ region: ' 09 ', digits: '001', letters: 'xyz' }, DEFAULT_PLATE_ALPHABET)).toEqual({
      region: '09',
      digits: '001',
      letters: 'XYZ',
    }));
  it.each([
    ['region 00', { ...good, region: '00' }],
    ['region 10', { ...good, region: '10' }],
    ['two digits', { ...good, digits: '77' }],
    ['letters among the digits', { ...good, digits: '7A7' }],
    ['four letters', { ...good, letters: 'AAAA' }],
    ['Cyrillic look-alikes', { ...good, letters: 'ААА' }],
  ])('refuses %s', (_why, plate) => expect(plateOf(plate, DEFAULT_PLATE_ALPHABET)).toBeUndefined());
  it('takes only letters of the configured alphabet', () =>
    expect(plateOf({ ...good, letters: 'AAQ' }, 'ABC')).toBeUndefined());
});
