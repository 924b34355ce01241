import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePhone } from './phone.js';

describe('parsePhone', () => {
  test.each([['+996555123456'], ['0555123456'], ['0555 12-34-56'], ['+996 (555) 123-456'], ['996555123456']])(
    'reads %s as one number',
    (text) => {
      expect(parsePhone(text)).toBe('+996555123456');
    },
  );

  test.each([
    ['a foreign number', '+77012345678'],
    ['a number too short', '+99655512345'],
    ['a number too long', '+9965551234567'],
    ['an extension', '+996555123456 ext. 7'],
    ['words', 'call me'],
    ['nothing', ''],
    ['a very long text', '+996555123456'.padEnd(40, ' ')],
  ])('refuses %s', (_, text) => {
    expect(parsePhone(text)).toBeUndefined();
  });

  test('what it gives it reads again as the same, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()-]{0,20}$/)), (text) => {
        const phone = parsePhone(text);
        return phone === undefined || (/^\+996\d{9}$/.test(phone) && parsePhone(phone) === phone);
      }),
    );
  });
});
