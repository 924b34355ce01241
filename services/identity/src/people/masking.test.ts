import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from './masking.js';

describe('mask', () => {
  test.each([
    ['fullName', 'Айдана Бекова', 'А*** Б***'],
    ['pin', '11506199012345', '************45'],
    ['idDocument', 'AN1234567', '*******67'],
    ['phone', '+996555123456', '+996 *** *** *56'],
    ['email', 'aidana@example.kg', 'a***@example.kg'],
    ['address', 'Бишкек, Чүй 1', 'Б***'],
  ] as const)('hides %s', (name, value, masked) => {
    expect(mask(name, value)).toBe(masked);
  });

  test('of a PIN nothing but the last two digits can be read', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[12]\d{13}$/), (pin) => mask('pin', pin) === `************${pin.slice(-2)}`),
    );
  });

  test('of a phone nothing but the last two digits can be read', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+996\d{9}$/), (phone) => {
        return mask('phone', phone).replace('+996', '').replace(/[ *]/g, '') === phone.slice(-2);
      }),
    );
  });

  test('the length of a word of a name is not shown', () => {
    fc.assert(fc.property(fc.stringMatching(/^[А-Я][а-я]{1,20}$/), (word) => [...mask('fullName', word)].length === 4));
  });
});
