import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatNote,
  formatSignature,
  formatSigningKey,
  formatVerifierKey,
  generateSigningKey,
  type Note,
  noteKeyId,
  parseNote,
  parseSignatures,
  parseSigningKey,
  parseVerifierKey,
  SIGNATURE_TYPE,
  type SignatureType,
  signNote,
  verifyNote,
} from './index.js';
import { isKeyName, isNoteText, MAX_SIGNATURES } from './note-text.js';
import { at, flipped } from './testing/trees.js';

const keyName = fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })).filter(isKeyName);
const noteText = fc
  .oneof(fc.string({ unit: 'binary' }), fc.lorem({ mode: 'sentences' }), fc.constant('\n\n— a YWJjZGU=\n'))
  .map((text) => `${text}\n`)
  .filter(isNoteText);
const signature = fc.record({
  name: keyName,
  keyId: fc.nat(2 ** 31 - 1).map((half) => half * 2 + 1),
  signature: fc.uint8Array({ minLength: 1, maxLength: 100 }).map((bytes) => new Uint8Array(bytes)),
});
const signedNote = fc.record({
  text: noteText,
  signatures: fc.array(signature, { minLength: 1, maxLength: MAX_SIGNATURES }),
});

/** The example of signed-note, "Verifier keys". */
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
/** The example pair of golang.org/x/mod/sumdb/note, whose skey text ours is. */
const GO_SKEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const GO_VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

const key = generateSigningKey('log.example/plates', SIGNATURE_TYPE.NOTE);
const parsed = (text: string | Uint8Array): Note =>
  at(
    [parseNote(text)].filter((note) => note !== undefined),
    0,
  );

describe('the example of the specification', () => {
  it('verifies', () => {
    const vkey = parseVerifierKey(EXAMPLE_KEY);
    expect(vkey).toMatchObject({ name: 'example.com/foo', keyId: 0x530d903a, type: SIGNATURE_TYPE.NOTE });
    expect(verifyNote(parsed(EXAMPLE_NOTE), vkey === undefined ? [] : [vkey])).toHaveLength(1);
    expect(formatNote(parsed(EXAMPLE_NOTE))).toBe(EXAMPLE_NOTE);
  });
});

describe('keys', () => {
  it('are written as other implementations write them', () => {
    const pair = parseSigningKey(GO_SKEY);
    expect(pair && formatVerifierKey(pair)).toBe(GO_VKEY);
    expect(pair && formatSigningKey(pair)).toBe(GO_SKEY);
  });

  it('read back, private and public', () => {
    const back = at([parseSigningKey(formatSigningKey(key))], 0);
    const vkey = at([parseVerifierKey(formatVerifierKey(key))], 0);
    expect(
      back && vkey && verifyNote(parsed(formatNote({ text: 'a\n', signatures: [signNote('a\n', back)] })), [vkey]),
    ).toHaveLength(1);
  });

  it('never show the private half', () => {
    expect(JSON.stringify(key)).not.toContain(formatSigningKey(key).slice(-20));
  });

  it.each([
    '',
    'example.com/foo',
    `${EXAMPLE_KEY}=`,
    `${EXAMPLE_KEY} `,
    EXAMPLE_KEY.replace('530d903a', '530d903b'),
    EXAMPLE_KEY.replace('530d903a', '530D903A'),
    EXAMPLE_KEY.replace('foo', 'bar'),
    EXAMPLE_KEY.replace('foo', 'f o'),
    EXAMPLE_KEY.replace('+Aeky', '+Beky'),
    EXAMPLE_KEY.replace('+Aeky', '+Aekz'),
    EXAMPLE_KEY.slice(0, -4),
    EXAMPLE_KEY.replace('+AekyeRrm', '+AgkyeRrm'),
  ])('%j is no vkey', (text) => {
    expect(parseVerifierKey(text)).toBeUndefined();
  });

  it.each([
    GO_SKEY.slice('PRIVATE+KEY+'.length),
    GO_SKEY.replace('Peter', 'Petra'),
    GO_SKEY.replace('c74f', 'c74e'),
    GO_SKEY.replace('+AYEK', '+AYEL'),
    `${GO_SKEY}\n`,
  ])('a skey that was changed is none (%#)', (text) => {
    expect(parseSigningKey(text)).toBeUndefined();
  });

  it('have names without spaces and pluses', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb', 'a\u2003b', 'a\u0001b', '\ud800']) {
      expect(() => generateSigningKey(name, SIGNATURE_TYPE.NOTE)).toThrow(RangeError);
    }
  });

  it('differ in id by name and by type', () => {
    const id = (name: string, type: SignatureType) => noteKeyId(name, type, key.publicKey);
    const ids = [id(key.name, 1), id(key.name, 4), id('other', 1), id('other', 4)];
    expect(ids[0]).toBe(key.keyId);
    expect(new Set(ids).size).toBe(4);
    expect(parseSigningKey(formatSigningKey(key).replace('plates', 'places'))).toBeUndefined();
  });
});

describe('notes', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(signedNote, (note) => {
        const text = formatNote(note);
        expect(parseNote(text)).toEqual(note);
        expect(parseNote(new TextEncoder().encode(text))).toEqual(note);
      }),
    );
  });

  it('are signed, and by nobody else', () => {
    fc.assert(
      fc.property(noteText, fc.nat(), (text, bit) => {
        const signature = signNote(text, key);
        expect(verifyNote({ text, signatures: [signature] }, [key])).toEqual([signature]);
        const forged = { ...signature, signature: flipped(signature.signature, bit) };
        expect(verifyNote({ text, signatures: [forged] }, [key])).toBeUndefined();
        expect(verifyNote({ text, signatures: [signature, forged] }, [key])).toBeUndefined();
        expect(verifyNote({ text: `${text}\n`, signatures: [signature] }, [key])).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('pass over signatures of unknown keys, even under a known name or id', () => {
    const signature = signNote('a\n', key);
    const stranger = signNote('a\n', generateSigningKey(key.name, SIGNATURE_TYPE.NOTE));
    const namesake = { ...stranger, name: 'other', keyId: signature.keyId };
    expect(verifyNote({ text: 'a\n', signatures: [stranger, namesake, signature] }, [key])).toEqual([signature]);
    expect(verifyNote({ text: 'a\n', signatures: [stranger, namesake] }, [key])).toBeUndefined();
  });

  it('may have empty lines and signature-like lines of their own', () => {
    const text = `a\n\n— x YWJjZGU=\n\n\n`;
    expect(parseNote(formatNote({ text, signatures: [signNote(text, key)] }))?.text).toBe(text);
  });

  const LINE = '— log.example/plates YWJjZGU=';
  it.each([
    ['nothing', ''],
    ['no signature', 'a\n\n'],
    ['no text', `${LINE}\n`],
    ['no newline at the end', `a\n\n${LINE}`],
    ['no blank line', `a\n${LINE}\n`],
    ['a blank line at the end', `a\n\n${LINE}\n\n`],
    ['a carriage return', `a\r\n\n${LINE}\n`],
    ['a tab', `a\tb\n\n${LINE}\n`],
    ['a NUL', `a\u0000\n\n${LINE}\n`],
    ['a hyphen for the dash', `a\n\n${LINE.replace('—', '-')}\n`],
    ['two spaces', `a\n\n${LINE.replace('— ', '—  ')}\n`],
    ['a space at the end', `a\n\n${LINE} \n`],
    ['a plus in the name', `a\n\n${LINE.replace('log', 'l+g')}\n`],
    ['a wide space in the name', `a\n\n${LINE.replace('log', 'l\u2003g')}\n`],
    ['no name', `a\n\n—  YWJjZGU=\n`],
    ['base64 without padding', `a\n\n${LINE.slice(0, -1)}\n`],
    ['base64 with stray bits', `a\n\n${LINE.replace('ZGU=', 'ZGV=')}\n`],
    ['base64 of the URL alphabet', `a\n\n${LINE.replace('YWJj', 'YW_j')}\n`],
    ['an id without a signature', `a\n\n— log.example/plates YWJjZA==\n`],
    ['a line that is no signature', `a\n\n${LINE}\nb\n`],
    ['65 signatures', `a\n\n${`${LINE}\n`.repeat(65)}`],
    ['half a surrogate pair', `\ud800\n\n${LINE}\n`],
  ])('with %s are none', (_, text) => {
    expect(parseNote(text)).toBeUndefined();
  });

  it('that are not UTF-8 or too long are none', () => {
    const good = new TextEncoder().encode(EXAMPLE_NOTE);
    expect(parseNote(good)).toBeDefined();
    expect(parseNote(Uint8Array.of(0xff, ...good))).toBeUndefined();
    expect(parseNote(`${'a'.repeat(1 << 20)}${EXAMPLE_NOTE}`)).toBeUndefined();
  });

  it('keep a byte order mark, which was signed too', () => {
    expect(parseNote(new TextEncoder().encode(`\ufeff${EXAMPLE_NOTE}`))?.text.charCodeAt(0)).toBe(0xfeff);
  });

  it('are not written from what would not read back', () => {
    const signature = signNote('a\n', key);
    for (const bad of [
      { text: 'a', signatures: [signature] },
      { text: 'a\u0007\n', signatures: [signature] },
      { text: 'a\n', signatures: [] },
      { text: 'a\n', signatures: [{ ...signature, name: 'a b' }] },
      { text: 'a\n', signatures: [{ ...signature, keyId: -1 }] },
      { text: 'a\n', signatures: [{ ...signature, signature: new Uint8Array() }] },
    ]) {
      expect(() => formatNote(bad)).toThrow(RangeError);
    }
    expect(() => signNote('a', key)).toThrow(RangeError);
    expect(() => signNote('a\n', generateSigningKey('w', SIGNATURE_TYPE.COSIGNATURE))).toThrow(RangeError);
  });

  it('lend their signature lines to the answer of a witness', () => {
    fc.assert(
      fc.property(signedNote, ({ signatures }) => {
        expect(parseSignatures(signatures.map(formatSignature).join(''))).toEqual(signatures);
      }),
    );
    expect(parseSignatures('')).toBeUndefined();
    expect(parseSignatures('\n')).toBeUndefined();
  });

  it('name their keys as any key may be named', () => {
    fc.assert(
      fc.property(keyName, (name) => {
        const named = generateSigningKey(name, SIGNATURE_TYPE.COSIGNATURE);
        expect(parseVerifierKey(formatVerifierKey(named))?.keyId).toBe(named.keyId);
      }),
      { numRuns: 30 },
    );
  });
});
