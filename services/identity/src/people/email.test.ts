import { describe, expect, test } from 'vitest';
import { parseEmail } from './email.js';
import { parseAddress, parseFullName, parseIdDocument } from './person-text.js';

describe('parseEmail', () => {
  test('one mailbox has one form', () => {
    expect(parseEmail(' Aidana@Example.KG ')).toBe('aidana@example.kg');
  });

  test.each([
    ['no at sign'],
    ['a@b'],
    ['@example.kg'],
    ['a@example.kg\nbcc: b@example.kg'],
    [`${'a'.repeat(250)}@example.kg`],
  ])('refuses %j', (text) => {
    expect(parseEmail(text)).toBeUndefined();
  });
});

describe('free text of a person', () => {
  test('names are tidied', () => {
    expect(parseFullName('  Бекова   Айдана-Гүл ')).toBe('Бекова Айдана-Гүл');
  });

  test.each([[''], ['7'], ['A'], ['Robert); DROP'], ['Bek\u0000ova'], ['x'.repeat(201)]])(
    'refuses the name %j',
    (text) => {
      expect(parseFullName(text)).toBeUndefined();
    },
  );

  test('documents are written one way', () => {
    expect(parseIdDocument('an 123 4567')).toBe('AN1234567');
    expect(parseIdDocument('АН1234567')).toBeUndefined();
  });

  test('addresses are bounded', () => {
    expect(parseAddress('Бишкек,\n Чүй 1')).toBe('Бишкек, Чүй 1');
    expect(parseAddress(' ')).toBeUndefined();
    expect(parseAddress('x'.repeat(301))).toBeUndefined();
  });
});
