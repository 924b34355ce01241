import { createHash } from 'node:crypto';
import { canonicalJson } from '@belgi/proof';
import { leafHash } from '@belgi/tlog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EntryValue, entryBytes, type LedgerEntry } from './ledger-entry.js';

describe('canonical JSON', () => {
  it('has one form, whatever order the keys were written in', () => {
    expect(canonicalJson({ b: [1, true, null], a: { d: 'ө"', c: -2 } })).toBe(
      '{"a":{"c":-2,"d":"ө\\""},"b":[1,true,null]}',
    );
  });

  it('says what JSON says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())), (value) => {
        expect(JSON.parse(canonicalJson(value as EntryValue))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses fractions', () => {
    expect(() => canonicalJson(0.5)).toThrow(TypeError);
  });
});

describe('a leaf', () => {
  it('commits to every word of its entry, the salt among them', () => {
    const entry: LedgerEntry = { version: 1, id: 'i', kind: 'CONSENT_GIVEN', at: 't', salt: 's', data: { epoch: 1 } };
    const hash = (changed: Partial<LedgerEntry>) =>
      Buffer.from(leafHash(entryBytes({ ...entry, ...changed }))).toString('hex');
    const all = [hash({}), hash({ salt: 'x' }), hash({ data: { epoch: 2 } }), hash({ kind: 'CONSENT_RENEWED' })];
    expect(new Set(all).size).toBe(4);
    expect(createHash('sha256').update(entryBytes(entry)).digest('hex')).not.toBe(hash({}));
  });
});
