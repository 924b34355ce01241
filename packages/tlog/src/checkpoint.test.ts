import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  cosign,
  EMPTY_ROOT,
  formatCheckpoint,
  generateSigningKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  SIGNATURE_TYPE,
  verifyCosignature,
} from './index.js';
import { isNoteText } from './note-text.js';
import { flipped } from './testing/trees.js';

const line = fc
  .oneof(fc.domain(), fc.string({ unit: 'binary', minLength: 1 }))
  .filter((text) => isNoteText(`${text}\n`) && !text.includes('\n') && text !== '');
const checkpoint: fc.Arbitrary<Checkpoint> = fc.record({
  origin: line,
  size: fc.maxSafeNat(),
  root: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes)),
  extensions: fc.array(line, { maxLength: 3 }),
});
/** The example of tlog-checkpoint and, with its cosignature, of tlog-cosignature. */
const EXAMPLE = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const EXAMPLE_NOTE = `${EXAMPLE}
— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

describe('checkpoints', () => {
  it('are read as the specification writes them', () => {
    const read = parseCheckpoint(EXAMPLE);
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
    expect(read && formatCheckpoint(read)).toBe(EXAMPLE);
    expect(parseNote(EXAMPLE_NOTE)).toMatchObject({ text: EXAMPLE, signatures: [{}, { keyId: 0x8d66cf3f }] });
  });

  it('read back as they were written', () => {
    fc.assert(
      fc.property(checkpoint, (some) => {
        expect(parseCheckpoint(formatCheckpoint(some))).toEqual(some);
      }),
    );
  });

  it('have no extensions unless asked for', () => {
    expect(formatCheckpoint({ origin: 'o', size: 0, root: EMPTY_ROOT })).toBe(
      'o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    );
  });

  const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  it.each([
    '',
    '\n',
    'o\n1\n',
    `o\n1\n${ROOT}`,
    `\n1\n${ROOT}\n`,
    `o\n\n${ROOT}\n`,
    `o\n01\n${ROOT}\n`,
    `o\n+1\n${ROOT}\n`,
    `o\n-1\n${ROOT}\n`,
    `o\n1.0\n${ROOT}\n`,
    `o\n1e3\n${ROOT}\n`,
    `o\n0x1\n${ROOT}\n`,
    `o\n 1\n${ROOT}\n`,
    `o\n١\n${ROOT}\n`,
    `o\n9007199254740992\n${ROOT}\n`,
    `o\n18446744073709551615\n${ROOT}\n`,
    `o\n1\n${ROOT.slice(0, -1)}\n`,
    `o\n1\n${ROOT.replace('2I=', '2J=')}\n`,
    `o\n1\n${ROOT.replace('2I=', '2IA')}\n`,
    `o\n1\nAAAA\n`,
    `o\n1\n${ROOT}\n\n`,
    `o\n1\n${ROOT}\n\nx\n`,
    `o\r\n1\r\n${ROOT}\r\n`,
  ])('%j is none', (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });

  it.each([
    { origin: '' },
    { origin: 'a\nb' },
    { origin: 'a\u0000' },
    { size: -1 },
    { size: 0.5 },
    { size: 2 ** 53 },
    { root: new Uint8Array(31) },
    { extensions: [''] },
    { extensions: ['a\n5'] },
  ])('%j is not written', (part) => {
    expect(() => formatCheckpoint({ origin: 'o', size: 1, root: EMPTY_ROOT, ...part })).toThrow(RangeError);
  });
});

describe('cosignatures', () => {
  const witness = generateSigningKey('witness.example/w1', SIGNATURE_TYPE.COSIGNATURE);
  const log = generateSigningKey('log.example', SIGNATURE_TYPE.NOTE);

  it('say when, and verify for that checkpoint only', () => {
    fc.assert(
      fc.property(checkpoint, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.nat(), (some, time, bit) => {
        const text = formatCheckpoint(some);
        const signature = cosign(text, witness, time);
        expect(verifyCosignature(text, signature, witness)).toBe(time);
        // A flipped bit of the time is as wrong as one of the signature.
        const forged = { ...signature, signature: flipped(signature.signature, bit) };
        expect(verifyCosignature(text, forged, witness)).toBeUndefined();
        const other = formatCheckpoint({ ...some, root: flipped(some.root, bit) });
        expect(verifyCosignature(other, signature, witness)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('are a key id, eight bytes of seconds and a signature', () => {
    const { signature, keyId } = cosign(EXAMPLE, witness, 1_679_315_147);
    expect(signature).toHaveLength(72);
    expect(Buffer.from(signature.subarray(0, 8)).toString('hex')).toBe('00000000641850cb');
    expect(keyId).toBe(witness.keyId);
    expect(parseNote(EXAMPLE_NOTE)?.signatures[1]?.signature.subarray(0, 8)).toEqual(signature.subarray(0, 8));
  });

  it('are of one witness, not of its namesake', () => {
    const namesake = generateSigningKey(witness.name, SIGNATURE_TYPE.COSIGNATURE);
    const signature = cosign(EXAMPLE, witness, 1);
    expect(verifyCosignature(EXAMPLE, signature, namesake)).toBeUndefined();
    expect(verifyCosignature(EXAMPLE, { ...signature, name: 'x' }, witness)).toBeUndefined();
    const short = { ...signature, signature: signature.signature.subarray(1) };
    expect(verifyCosignature(EXAMPLE, short, witness)).toBeUndefined();
  });

  it('are given to checkpoints only, with a time, by a key that is for it', () => {
    expect(() => cosign('a\n', witness, 1)).toThrow(RangeError);
    expect(() => cosign(EXAMPLE, witness, 0)).toThrow(RangeError);
    expect(() => cosign(EXAMPLE, witness, 1.5)).toThrow(RangeError);
    expect(() => cosign(EXAMPLE, log, 1)).toThrow(RangeError);
    expect(() => verifyCosignature(EXAMPLE, cosign(EXAMPLE, witness, 1), log)).toThrow(RangeError);
    expect(parseVerifierKey('')).toBeUndefined();
  });
});
