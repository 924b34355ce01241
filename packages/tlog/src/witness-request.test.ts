import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddCheckpoint,
  EMPTY_ROOT,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatSignCheckpoint,
  generateSigningKey,
  parseAddCheckpoint,
  parseSignCheckpoint,
  SIGNATURE_TYPE,
  signNote,
} from './index.js';

const key = generateSigningKey('log.example', SIGNATURE_TYPE.NOTE);
const text = formatCheckpoint({ origin: 'log.example', size: 9, root: EMPTY_ROOT });
const checkpoint = formatNote({ text, signatures: [signNote(text, key)] });
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes));
const request: fc.Arbitrary<AddCheckpoint> = fc.record({
  from: fc.maxSafeNat(),
  path: fc.array(hash, { maxLength: 63 }),
  checkpoint: fc.constant(checkpoint),
});
const HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

describe('requests to a witness', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(request, (some) => {
        expect(parseAddCheckpoint(formatAddCheckpoint(some))).toEqual(some);
        expect(parseAddCheckpoint(new TextEncoder().encode(formatAddCheckpoint(some)))).toEqual(some);
      }),
    );
  });

  it('look like the example of the specification', () => {
    expect(formatAddCheckpoint({ from: 7, path: [EMPTY_ROOT], checkpoint })).toBe(`old 7\n${HASH}\n\n${checkpoint}`);
    expect(formatAddCheckpoint({ from: 0, path: [], checkpoint })).toBe(`old 0\n\n${checkpoint}`);
  });

  it.each([
    ['nothing', ''],
    ['no old size', `${HASH}\n\n${checkpoint}`],
    ['a leading zero', `old 07\n\n${checkpoint}`],
    ['no size', `old \n\n${checkpoint}`],
    ['a size past 2^53', `old 9007199254740992\n\n${checkpoint}`],
    ['a short hash', `old 7\nAQID\n\n${checkpoint}`],
    ['64 hashes', `old 7\n${`${HASH}\n`.repeat(64)}\n${checkpoint}`],
    ['carriage returns', `old 7\r\n\r\n${checkpoint}`],
    ['no empty line', `old 7\n${checkpoint}`],
    ['an unsigned checkpoint', `old 7\n\n${text}`],
    ['something after it', `old 7\n\n${checkpoint}x`],
    ['too much', `old 7\n\n${checkpoint}${' '.repeat(2 << 20)}`],
  ])('with %s are none', (_, body) => {
    expect(parseAddCheckpoint(body)).toBeUndefined();
  });

  it('are not written from what would not read back', () => {
    const some = { from: 7, path: [EMPTY_ROOT], checkpoint };
    for (const part of [{ from: -1 }, { path: [new Uint8Array(31)] }, { checkpoint: text }]) {
      expect(() => formatAddCheckpoint({ ...some, ...part })).toThrow(RangeError);
    }
  });
});

describe('requests to a signer', () => {
  it('are the same, about a checkpoint that nobody has signed', () => {
    const some = { from: 7, path: [EMPTY_ROOT], text };
    expect(formatSignCheckpoint(some)).toBe(`old 7\n${HASH}\n\n${text}`);
    expect(parseSignCheckpoint(formatSignCheckpoint(some))).toEqual(some);
    expect(parseSignCheckpoint(Buffer.from(formatSignCheckpoint(some)))).toEqual(some);
  });

  it.each([
    ['a signed checkpoint', `old 7\n\n${checkpoint}`],
    ['no last newline', `old 7\n\n${text.trimEnd()}`],
    ['a line after it', `old 7\n\n${text}\n`],
    ['no checkpoint', 'old 7\n\n'],
    ['a leading zero', `old 07\n\n${text}`],
    ['64 hashes', `old 7\n${`${HASH}\n`.repeat(64)}\n${text}`],
  ])('with %s are none', (_, body) => {
    expect(parseSignCheckpoint(body)).toBeUndefined();
  });

  it('are not written from what would not read back', () => {
    expect(() => formatSignCheckpoint({ from: 7, path: [], text: checkpoint })).toThrow(RangeError);
    expect(() => formatSignCheckpoint({ from: -1, path: [], text })).toThrow(RangeError);
  });
});
