import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePin } from './pin.js';

const NOW = new Date('2026-06-01T00:00:00.000Z');

/** PINs of people born on real days of the 20th and 21st century. */
const anyPin = fc
  .record({
    sex: fc.constantFrom('1', '2'),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-05-31'), noInvalidDate: true }),
    tail: fc.integer({ min: 0, max: 99_999 }),
  })
  .map(({ sex, born, tail }) => {
    const [year, month, day] = born.toISOString().slice(0, 10).split('-') as [string, string, string];
    return `${sex}${day}${month}${year}${String(tail).padStart(5, '0')}`;
  });

describe('parsePin', () => {
  test('accepts every real date of birth of a woman or a man', () => {
    fc.assert(fc.property(anyPin, (pin) => parsePin(pin, NOW) === pin));
  });

  test.each([
    ['a legal entity', '00101199012345'],
    ['a first digit that means nobody', '30101199012345'],
    ['thirteen digits', '1010119901234'],
    ['fifteen digits', '101011990123456'],
    ['the 31st of February', '13102199012345'],
    ['the 29th of February of a common year', '22902202312345'],
    ['a month 13', '10113199012345'],
    ['a day 0', '10001199012345'],
    ['a birth in the future', '10106202712345'],
    ['a birth two centuries ago', '10101189912345'],
    ['letters', '1O1O1199O12345'],
    ['digits of another script', '١٠١٠١١٩٩٠١٢٣٤٥'],
  ])('refuses %s', (_, pin) => {
    expect(parsePin(pin, NOW)).toBeUndefined();
  });

  test('accepts the 29th of February of a leap year', () => {
    expect(parsePin('22902202412345', NOW)).toBe('22902202412345');
  });

  test('never accepts what is not fourteen digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => parsePin(text, NOW) === undefined || /^[12]\d{13}$/.test(text.trim())),
    );
  });
});
