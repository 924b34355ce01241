import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_ROOT,
  formatCheckpoint,
  formatNote,
  formatProof,
  generateSigningKey,
  type ProofFile,
  parseProof,
  SIGNATURE_TYPE,
  signNote,
} from './index.js';

const key = generateSigningKey('log.example', SIGNATURE_TYPE.NOTE);
const text = formatCheckpoint({ origin: 'log.example', size: 9, root: EMPTY_ROOT, extensions: ['x'] });
const checkpoint = formatNote({ text, signatures: [signNote(text, key)] });
const bytes = (length: { minLength: number; maxLength: number }) =>
  fc.uint8Array(length).map((some) => new Uint8Array(some));
const proof: fc.Arbitrary<ProofFile> = fc.record(
  {
    extra: bytes({ minLength: 1, maxLength: 50 }),
    index: fc.maxSafeNat(),
    path: fc.array(bytes({ minLength: 32, maxLength: 32 }), { maxLength: 63 }),
    checkpoint: fc.constant(checkpoint),
  },
  { requiredKeys: ['index', 'path', 'checkpoint'] },
);
const HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

describe('proof files', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(proof, (some) => {
        expect(parseProof(formatProof(some))).toEqual(some);
        expect(parseProof(new TextEncoder().encode(formatProof(some)))).toEqual(some);
      }),
    );
  });

  it('look like the example of the specification', () => {
    const some = { extra: Uint8Array.of(1, 2, 3), index: 7, path: [EMPTY_ROOT], checkpoint };
    expect(formatProof(some)).toBe(`c2sp.org/tlog-proof@v1\nextra AQID\nindex 7\n${HASH}\n\n${checkpoint}`);
    expect(formatProof({ ...some, extra: new Uint8Array(), path: [] })).toBe(
      `c2sp.org/tlog-proof@v1\nindex 7\n\n${checkpoint}`,
    );
  });

  it.each([
    ['nothing', ''],
    ['another version', `c2sp.org/tlog-proof@v2\nindex 7\n\n${checkpoint}`],
    ['no header', `index 7\n\n${checkpoint}`],
    ['no index', `c2sp.org/tlog-proof@v1\n${HASH}\n\n${checkpoint}`],
    ['a leading zero', `c2sp.org/tlog-proof@v1\nindex 07\n\n${checkpoint}`],
    ['a negative index', `c2sp.org/tlog-proof@v1\nindex -7\n\n${checkpoint}`],
    ['an index past 2^53', `c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\n${checkpoint}`],
    ['two indexes', `c2sp.org/tlog-proof@v1\nindex 7\nindex 7\n\n${checkpoint}`],
    ['index before extra', `c2sp.org/tlog-proof@v1\nindex 7\nextra AQID\n\n${checkpoint}`],
    ['two extras', `c2sp.org/tlog-proof@v1\nextra AQID\nextra AQID\nindex 7\n\n${checkpoint}`],
    ['an empty extra', `c2sp.org/tlog-proof@v1\nextra \nindex 7\n\n${checkpoint}`],
    ['an extra that is not base64', `c2sp.org/tlog-proof@v1\nextra AQI\nindex 7\n\n${checkpoint}`],
    ['a short hash', `c2sp.org/tlog-proof@v1\nindex 7\nAQID\n\n${checkpoint}`],
    ['64 hashes', `c2sp.org/tlog-proof@v1\nindex 7\n${`${HASH}\n`.repeat(64)}\n${checkpoint}`],
    ['carriage returns', `c2sp.org/tlog-proof@v1\r\nindex 7\r\n\r\n${checkpoint}`],
    ['two empty lines', `c2sp.org/tlog-proof@v1\nindex 7\n\n\n${checkpoint}`],
    ['no empty line', `c2sp.org/tlog-proof@v1\nindex 7\n${checkpoint}`],
    ['an unsigned checkpoint', `c2sp.org/tlog-proof@v1\nindex 7\n\n${text}`],
    ['another note', `c2sp.org/tlog-proof@v1\nindex 7\n\na\n\n${checkpoint.split('\n\n')[1]}`],
    ['something after it', `c2sp.org/tlog-proof@v1\nindex 7\n\n${checkpoint}x`],
  ])('with %s are none', (_, file) => {
    expect(parseProof(file)).toBeUndefined();
  });

  it('are not written from what would not read back', () => {
    const some = { index: 7, path: [EMPTY_ROOT], checkpoint };
    for (const part of [
      { index: -1 },
      { path: [new Uint8Array(31)] },
      { path: Array<Uint8Array>(64).fill(EMPTY_ROOT) },
      { checkpoint: text },
    ]) {
      expect(() => formatProof({ ...some, ...part })).toThrow(RangeError);
    }
  });

  it('that are too long are none', () => {
    expect(parseProof(`${formatProof({ index: 7, path: [], checkpoint })}${' '.repeat(2 << 20)}`)).toBeUndefined();
  });
});
