import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  cosign,
  EMPTY_ROOT,
  formatCheckpoint,
  formatNote,
  formatProof,
  formatVerifierKey,
  generateSigningKey,
  leafHash,
  type NoteSignature,
  noteKeyId,
  parseProof,
  SIGNATURE_TYPE,
  type SigningKey,
  signNote,
} from '../index.js';
import { at, byDefinition, flipped } from '../testing/trees.js';
import {
  type ProofPolicy,
  verifyCheckpoint,
  verifyConsistency,
  verifyCosignatures,
  verifyNote,
  verifyProof,
  WRONG_CODES,
  type WrongCode,
} from './index.js';

const INDEX = 5;
const SIZE = 11;
const entries = Array.from({ length: SIZE }, (_, i) => new TextEncoder().encode(`entry ${i}`));
const definition = byDefinition(entries.map(leafHash));
const log = generateSigningKey('log.example/plates', SIGNATURE_TYPE.NOTE);
const otherLog = generateSigningKey('log.example/plates', SIGNATURE_TYPE.NOTE);
const witness = (name: string) => generateSigningKey(name, SIGNATURE_TYPE.COSIGNATURE);
const [w1, w2, w3] = [witness('w1.example'), witness('w2.example'), witness('w3.example')];
const vkeys = (...keys: SigningKey[]) => keys.map(formatVerifierKey);

const text = formatCheckpoint({ origin: log.name, size: SIZE, root: definition.root(SIZE) });
const signature = signNote(text, log);
const cosignatures = [cosign(text, w1, 100), cosign(text, w2, 200)];
const note = (body = text, signatures: readonly NoteSignature[] = [signature, ...cosignatures]) =>
  formatNote({ text: body, signatures });
const file = (checkpoint = note(), index = INDEX, path = definition.path(INDEX, SIZE)) =>
  formatProof({ index, path, checkpoint, extra: Uint8Array.of(1) });
const policy: ProofPolicy = {
  leaf: { bytes: at(entries, INDEX) },
  log: formatVerifierKey(log),
  witnesses: vkeys(w1, w2, w3),
  quorum: 2,
};
/** Signed and cosigned as it should be, whatever it says. */
const sealed = (body: string) => note(body, [signNote(body, log), cosign(body, w1, 1), cosign(body, w2, 1)]);
const forged = (some: NoteSignature) => ({ ...some, signature: flipped(some.signature, 300) });

describe('a proof file', () => {
  it('proves where the entry stands, and who has seen it', async () => {
    expect(await verifyProof(file(), policy)).toEqual({
      ok: true,
      proved: {
        origin: log.name,
        index: INDEX,
        size: SIZE,
        root: definition.root(SIZE),
        leafHash: leafHash(at(entries, INDEX)),
        cosigners: [
          { name: 'w1.example', timestamp: 100 },
          { name: 'w2.example', timestamp: 200 },
        ],
      },
    });
  });

  it('proves as much of a leaf whose entry stays secret, and as bytes', async () => {
    const secret = { ...policy, leaf: { hash: leafHash(at(entries, INDEX)) } };
    expect(await verifyProof(new TextEncoder().encode(file()), secret)).toEqual(await verifyProof(file(), policy));
  });

  it('is not looked at for what nobody vouches for', async () => {
    const extra = file().replace('extra AQ==', 'extra Ag==');
    expect((await verifyProof(extra, policy)).ok).toBe(true);
  });

  it('does not verify with any one bit of the file flipped', async () => {
    const bytes = new TextEncoder().encode(
      formatProof({ index: INDEX, path: definition.path(INDEX, SIZE), checkpoint: note() }),
    );
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const outcome = await verifyProof(flipped(bytes, bit), { ...policy, witnesses: vkeys(w1, w2), quorum: 2 });
      expect(outcome.ok, `bit ${bit}`).toBe(false);
    }
  }, 60_000);
});

const head = (size: number) => ({ size, root: definition.root(size) });
const extension = { from: head(3), to: head(SIZE), path: definition.proof(3, SIZE) };
/** Every code has a row. */
const ROWS: Record<WrongCode, () => Promise<{ ok: boolean; wrong?: WrongCode }>> = {
  PROOF_MALFORMED: () => verifyProof('', policy),
  NOTE_MALFORMED: () => verifyNote('', []),
  CHECKPOINT_MALFORMED: () => verifyCheckpoint(note('a\n'), policy.log),
  KEY_MALFORMED: () => verifyProof(file(), { ...policy, log: `${policy.log}A` }),
  WITNESS_REPEATED: () => verifyProof(file(), { ...policy, witnesses: vkeys(w1, w2, w1) }),
  QUORUM_IMPOSSIBLE: () => verifyProof(file(), { ...policy, quorum: 4 }),
  ED25519_UNSUPPORTED: () => {
    const unsupported = new DOMException('no such algorithm', 'NotSupportedError');
    vi.spyOn(globalThis.crypto.subtle, 'importKey').mockRejectedValue(unsupported);
    return verifyProof(file(), policy);
  },
  ORIGIN_DIFFERS: () => verifyProof(file(), { ...policy, origin: 'log.example/others' }),
  SIGNATURE_MISSING: () => verifyProof(file(note(text, cosignatures)), policy),
  SIGNATURE_INVALID: () => verifyProof(file(note(text, [forged(signature), ...cosignatures])), policy),
  EMPTY_ROOT_DIFFERS: () =>
    verifyProof(file(sealed(formatCheckpoint({ origin: log.name, size: 0, root: definition.root(SIZE) }))), policy),
  COSIGNATURE_INVALID: () => verifyProof(file(note(text, [signature, ...cosignatures.map(forged)])), policy),
  QUORUM_MISSED: () => verifyProof(file(), { ...policy, quorum: 3 }),
  HASH_MALFORMED: () => verifyProof(file(), { ...policy, leaf: { hash: new Uint8Array(31) } }),
  INDEX_OUT_OF_RANGE: () => verifyProof(file(note(), SIZE), policy),
  PATH_LENGTH: () => verifyProof(file(note(), INDEX, []), policy),
  ROOT_DIFFERS: () => verifyProof(file(), { ...policy, leaf: { bytes: at(entries, INDEX + 1) } }),
  SIZE_SHRINKS: () => verifyConsistency({ from: head(SIZE), to: head(SIZE - 1), path: [] }),
  ROOTS_FORKED: () => verifyConsistency({ from: head(SIZE), to: { ...head(SIZE), root: EMPTY_ROOT }, path: [] }),
  OLD_ROOT_DIFFERS: () => verifyConsistency({ ...extension, from: { size: 3, root: EMPTY_ROOT } }),
  NEW_ROOT_DIFFERS: () => verifyConsistency({ ...extension, to: { size: SIZE, root: EMPTY_ROOT } }),
};

describe('what is wrong', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(WRONG_CODES)('%s', async (code) => {
    expect(await ROWS[code]()).toEqual({ ok: false, wrong: code });
  });

  it('is told in one order', async () => {
    // Everything is wrong with it: the first thing is told.
    const all = { ...policy, log: formatVerifierKey(otherLog), quorum: 9, leaf: { bytes: EMPTY_ROOT } };
    expect(await verifyProof(file(note(), SIZE, []), all)).toEqual({ ok: false, wrong: 'SIGNATURE_MISSING' });
  });
});

describe('keys', () => {
  it('are not taken of the wrong type or with another id', async () => {
    expect(await verifyNote(note(), vkeys(w1))).toEqual({ ok: false, wrong: 'KEY_MALFORMED' });
    const asWitness = { witnesses: vkeys(log), quorum: 0 };
    expect(await verifyCosignatures(note(), asWitness)).toEqual({ ok: false, wrong: 'KEY_MALFORMED' });
    const id = formatVerifierKey({ ...log, keyId: (log.keyId ^ 1) >>> 0 });
    expect(await verifyNote(note(), [id])).toEqual({ ok: false, wrong: 'KEY_MALFORMED' });
  });

  it('of the same name do not verify for each other', async () => {
    expect(await verifyNote(note(), vkeys(otherLog))).toEqual({ ok: false, wrong: 'SIGNATURE_MISSING' });
    const rotated = await verifyNote(note(), vkeys(otherLog, log));
    expect(rotated).toEqual({ ok: true, proved: { text, signers: [log.name] } });
    const impostor = { ...signNote(text, otherLog), keyId: log.keyId };
    expect(await verifyNote(note(text, [impostor]), vkeys(log))).toEqual({ ok: false, wrong: 'SIGNATURE_INVALID' });
  });
});

it('bytes that are no key have signed nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (publicKey) => {
      const keyId = noteKeyId(log.name, log.type, publicKey);
      const outcome = await verifyNote(note(text, [{ ...signature, keyId }]), [
        formatVerifierKey({ ...log, publicKey, keyId }),
      ]);
      expect(outcome).toEqual({ ok: false, wrong: 'SIGNATURE_INVALID' });
    }),
  );
});

describe('a quorum', () => {
  it('counts each witness once, however often it signed, by its latest time', async () => {
    const twice = note(text, [signature, cosign(text, w1, 100), cosign(text, w1, 300), cosign(text, w1, 200)]);
    const one = await verifyCosignatures(twice, { witnesses: vkeys(w1, w2), quorum: 1 });
    expect(one).toEqual({ ok: true, proved: [{ name: 'w1.example', timestamp: 300 }] });
    const two = await verifyCosignatures(twice, { witnesses: vkeys(w1, w2), quorum: 2 });
    expect(two).toEqual({ ok: false, wrong: 'QUORUM_MISSED' });
  });

  // The cosigned message does not name the cosigner: a line can be relabelled for a second name of the same key.
  it('does not count one key under two names', async () => {
    const name = 'w9.example';
    const second: SigningKey = { ...w1, name, keyId: noteKeyId(name, w1.type, w1.publicKey) };
    const both = note(text, [signature, cosign(text, w1, 1), cosign(text, second, 1)]);
    expect(await verifyCosignatures(both, { witnesses: vkeys(w1, second), quorum: 2 })).toEqual({
      ok: false,
      wrong: 'WITNESS_REPEATED',
    });
  });

  it('passes over strangers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([w1, w2, w3]), fc.nat(3), async (signed, quorum) => {
        const body = note(text, [signature, ...signed.map((key) => cosign(text, key, 7))]);
        const outcome = await verifyCosignatures(body, { witnesses: vkeys(w1, w2), quorum: Math.min(quorum, 2) });
        const counted = signed.filter((key) => key !== w3).length;
        expect(outcome.ok).toBe(counted >= Math.min(quorum, 2));
      }),
    );
  });

  it('of nobody needs nobody; of half a witness there is none', async () => {
    expect(await verifyCosignatures(note(), { witnesses: [], quorum: 0 })).toEqual({ ok: true, proved: [] });
    for (const quorum of [-1, 0.5, Number.NaN]) {
      const outcome = await verifyCosignatures(note(), { witnesses: vkeys(w1), quorum });
      expect(outcome).toEqual({ ok: false, wrong: 'QUORUM_IMPOSSIBLE' });
    }
  });

  it('is of checkpoints', async () => {
    const none = { witnesses: [], quorum: 0 };
    expect(await verifyCosignatures('', none)).toEqual({ ok: false, wrong: 'NOTE_MALFORMED' });
    expect(await verifyCosignatures(note('a\n'), none)).toEqual({ ok: false, wrong: 'CHECKPOINT_MALFORMED' });
    const short = { ...at(cosignatures, 0), signature: new Uint8Array(71) };
    const outcome = await verifyCosignatures(note(text, [short]), { witnesses: vkeys(w1), quorum: 0 });
    expect(outcome).toEqual({ ok: false, wrong: 'COSIGNATURE_INVALID' });
  });
});

it('a proof reads as what it was written from', () => {
  expect(parseProof(file())).toMatchObject({ index: INDEX, checkpoint: note() });
});
