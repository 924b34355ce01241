import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CursorScalar,
  DateTimeScalar,
  decodeCursor,
  defineRefusals,
  encodeCursor,
  limitOf,
  MoneyScalar,
  textIn,
} from './index.js';

describe('Money', () => {
  it('gives every int8 back as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (amount) => {
        expect(MoneyScalar.parseValue(MoneyScalar.serialize(amount))).toBe(amount);
      }),
    );
  });
  it.each([100, 1.5, 100n, '', '-1', '1.5', '01', '1e3', ' 1', '9223372036854775808', null, true])(
    'refuses %s',
    (value) => {
      expect(() => MoneyScalar.parseValue(value)).toThrow('Money must be a decimal string');
    },
  );
  it('refuses to serialise a number', () => {
    expect(() => MoneyScalar.serialize(100)).toThrow(TypeError);
  });
});

describe('DateTime', () => {
  it('is UTC with milliseconds on the wire, whatever offset came in', () => {
    const date = DateTimeScalar.parseValue('2026-03-01T12:00:00+06:00');
    expect(DateTimeScalar.serialize(date)).toBe('2026-03-01T06:00:00.000Z');
  });
  it.each(['2026-03-01', '2026-03-01T12:00:00', '2026-13-01T12:00:00Z', 'now', 0, null])('refuses %s', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime must be');
  });
});

describe('cursors', () => {
  const shape = z.tuple([z.string(), z.coerce.bigint(), z.number()]);
  it('give the keyset back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'Ө', '"', '\\', '\n', '😀'), maxLength: 50 }),
        fc.bigInt(),
        fc.integer(),
        (text, big, int) => {
          expect(decodeCursor(encodeCursor([text, big, int]), shape)).toEqual([text, big, int]);
        },
      ),
    );
  });
  it('are BAD_CURSOR whatever else a caller makes up', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (made) => {
          try {
            decodeCursor(made, z.tuple([z.uuid()]));
          } catch (error) {
            expect(error).toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
            return;
          }
          expect.unreachable();
        },
      ),
    );
    expect(() => CursorScalar.parseValue('x'.repeat(513))).toThrow('Cursor must be');
  });
});

describe('a page', () => {
  it.each([0, -1, 101, 1.5, Number.NaN])('of %s is BAD_USER_INPUT', (first) => {
    expect(() => limitOf(first)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    );
  });
});

describe('texts', () => {
  it('fall back ky → ru → en, and the other way from English', () => {
    expect(textIn('KY', { ru: 'р', en: 'e' })).toBe('р');
    expect(textIn('KY', { en: 'e' })).toBe('e');
    expect(textIn('RU', { ky: 'к', en: 'e' })).toBe('к');
    expect(textIn('EN', { ky: 'к', ru: 'р', en: 'e' })).toBe('e');
  });
  it('demand a value for each placeholder, and keep what a value contains as it is', () => {
    expect(textIn('EN', { en: '{a} of {b}' }, { a: 1, b: '{a}' })).toBe('1 of {a}');
    expect(() => textIn('EN', { en: '{a}' })).toThrow('no value for {a}');
  });
  it('of one refusal must agree on their placeholders', () => {
    expect(() => defineRefusals({ A: { ky: '{x}', ru: '{x}', en: '{y}' } })).toThrow('refusal A');
  });
});
