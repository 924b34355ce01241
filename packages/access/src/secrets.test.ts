import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DataKeyDestroyedError,
  equalSecret,
  keyedHash,
  type MasterKey,
  oneOfSecrets,
  parseMasterKeys,
  sealer,
  UnsealError,
} from './index.js';

const [k1, k2]: [MasterKey, MasterKey] = [
  { id: 'k1', key: randomBytes(32) },
  { id: 'k2', key: randomBytes(32) },
];
const place = { table: 'attributes', column: 'value', row: 'r-1' };

describe('sealing', () => {
  it('opens what it sealed, whatever it was', () => {
    const seals = sealer([k1]);
    const { wrapped } = seals.newDataKey();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const plain = Buffer.from(bytes);
        expect(seals.open(wrapped, seals.seal(wrapped, plain, place), place)).toEqual(plain);
      }),
    );
    expect(seals.openText(wrapped, seals.seal(wrapped, 'Бүбүсара Ө', place), place)).toBe('Бүбүсара Ө');
  });

  it('gives another ciphertext each time', () => {
    const seals = sealer([k1]);
    const { wrapped } = seals.newDataKey();
    expect(seals.seal(wrapped, 'same', place)).not.toEqual(seals.seal(wrapped, 'same', place));
  });

  /** The attack: somebody who can write the table copies a sealed value to a place where it will be shown to them. */
  it('opens in its own row, column and table only', () => {
    const seals = sealer([k1]);
    const { wrapped } = seals.newDataKey();
    const sealed = seals.seal(wrapped, 'secret', place);
    for (const other of [
      { ...place, row: 'r-2' },
      { ...place, column: 'masked' },
      { ...place, table: 'other' },
      { table: 'attributesvalue', column: '', row: 'r-1' },
    ]) {
      expect(() => seals.open(wrapped, sealed, other)).toThrow(UnsealError);
    }
    expect(() => seals.open(seals.newDataKey().wrapped, sealed, place)).toThrow(UnsealError);
  });

  it('notices every changed bit', () => {
    const seals = sealer([k1]);
    const { wrapped } = seals.newDataKey();
    const sealed = seals.seal(wrapped, 'secret', place);
    for (const target of [wrapped, sealed]) {
      for (let byte = 0; byte < target.length; byte++) {
        const changed = Buffer.from(target);
        changed[byte] = (changed[byte] ?? 0) ^ 1;
        const [key, value] = target === wrapped ? [changed, sealed] : [wrapped, changed];
        expect(() => seals.open(key, value, place)).toThrow(UnsealError);
      }
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => seals.open(wrapped, sealed.subarray(0, length), place)).toThrow(UnsealError);
    }
  });

  it('cannot be undone once the key is destroyed', () => {
    const seals = sealer([k1]);
    const sealed = seals.seal(seals.newDataKey().wrapped, 'secret', place);
    expect(() => seals.open(null, sealed, place)).toThrow(DataKeyDestroyedError);
  });

  it('rotates master keys without touching a value', () => {
    const before = sealer([k1]);
    const { wrapped } = before.newDataKey();
    const sealed = before.seal(wrapped, 'secret', place);
    const during = sealer([k2, k1]);
    expect(during.openText(wrapped, sealed, place)).toBe('secret');
    const rewrapped = during.rewrap(wrapped);
    expect([during.wrappedBy(wrapped), during.wrappedBy(rewrapped)]).toEqual(['k1', 'k2']);
    expect(during.rewrap(rewrapped)).toBe(rewrapped);
    expect(sealer([k2]).openText(rewrapped, sealed, place)).toBe('secret');
    expect(() => sealer([k2]).open(wrapped, sealed, place)).toThrow('no master key "k1"');
  });
});

describe('master keys from the environment', () => {
  it('are read in order', () => {
    const text = [k1, k2].map(({ id, key }) => `${id}:${key.toString('base64')}`).join(', ');
    expect(parseMasterKeys(text)).toEqual([k1, k2]);
  });
  it.each(['', 'k1', 'k1:', ':AAAA', `k1:${Buffer.alloc(31, 7).toString('base64')}`])(
    'are refused when wrong, without quoting: %#',
    (text) => {
      expect(() => parseMasterKeys(text)).toThrow(/^master key (1|k1): expected (id:base64|32 bytes)$/);
    },
  );
  it('have ids of their own', () => {
    expect(() => sealer([k1, { ...k2, id: 'k1' }])).toThrow('share an id');
  });
});

describe('the keyed hash', () => {
  it('separates keys, purposes and values, also where their texts run together', () => {
    const all = [
      keyedHash(k1.key, 'pin', '21404198500012'),
      keyedHash(k2.key, 'pin', '21404198500012'),
      keyedHash(k1.key, 'phone', '21404198500012'),
      keyedHash(k1.key, 'pin2', '1404198500012'),
      keyedHash(k1.key, 'pin', '21404198500013'),
    ].map((hash) => hash.toString('hex'));
    expect(new Set(all).size).toBe(all.length);
    expect(keyedHash(k1.key, 'pin', 'x')).toEqual(keyedHash(k1.key, 'pin', 'x'));
    expect(() => keyedHash(Buffer.alloc(16), 'pin', 'x')).toThrow('32 bytes');
  });
});

describe('secrets', () => {
  it('are equal only when they are the same', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => equalSecret(a, b) === (a === b)));
    fc.assert(fc.property(fc.string(), (a) => equalSecret(a, a)));
  });
  it('are found among two', () => {
    expect(oneOfSecrets('b', ['a', 'b'])).toBe(true);
    expect(oneOfSecrets('c', ['a', 'b'])).toBe(false);
    expect(oneOfSecrets('', [])).toBe(false);
  });
});
