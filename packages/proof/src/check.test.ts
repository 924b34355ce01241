import { describe, expect, it } from 'vitest';
import { type Checked, checkProof, type FileWrong, TRUST_WRONG_CODES } from './check.js';
import { formatEvidence, parseEvidence } from './evidence.js';
import { formatKeys, parseKeys, type TrustedKeys } from './keys.js';
import { bytesOf, COSIGNED_AT, claimsOf, ENTRY, jws, proofFile, testLog } from './testing/files.js';

const log = testLog();
const stranger = testLog();
const foreign = testLog('other.test/ledger');
const good = await proofFile(log);
const withReceipt = (claims: object, header: object = {}, signer = log.receiptSigner) =>
  proofFile(log, { evidence: { receipt: jws(signer, claims, header) } });

/** Another character of base64 at the start of the line that begins so: the line stays well-formed, and is another one. */
function altered(file: string, line: RegExp): string {
  const changed = file.replace(line, (_, before: string, char: string) => `${before}${char === 'A' ? 'B' : 'A'}`);
  expect(changed).not.toBe(file);
  return changed;
}

describe('a proof file', () => {
  it('proves its entry, by keys that its reader holds', async () => {
    expect(await checkProof(good, log.trusted)).toEqual({
      ok: true,
      proved: {
        entry: { id: ENTRY.id, kind: ENTRY.kind, at: ENTRY.at, data: ENTRY.data },
        leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        index: 5,
        size: 11,
        origin: 'belgi.test/ledger',
        cosigners: [{ name: 'witness.test', timestamp: COSIGNED_AT }],
        receipt: true,
        keysFrom: 'GIVEN',
      },
    });
  });

  it('says so when its own keys are all that vouches for it', async () => {
    expect(await checkProof(good)).toMatchObject({ ok: true, proved: { keysFrom: 'FILE' } });
    // The attack: a whole ledger of one's own. It agrees with itself, and with nobody's keys.
    const forged = await proofFile(stranger);
    expect(await checkProof(forged)).toMatchObject({ ok: true, proved: { keysFrom: 'FILE' } });
    expect(await checkProof(forged, log.trusted)).toEqual({ ok: false, wrong: 'SIGNATURE_MISSING' });
  });

  it('needs no witness where its reader trusts none, and no receipt', async () => {
    const bare = await proofFile(log, { witnessed: false, evidence: { receipt: undefined as never } });
    const trusted = { ...log.trusted, witnesses: [] };
    expect(await checkProof(bare, trusted)).toMatchObject({ ok: true, proved: { cosigners: [], receipt: false } });
  });

  it('is proved by the second key while a log changes its key', async () => {
    const logs = [...stranger.trusted.logs, ...foreign.trusted.logs, ...log.trusted.logs];
    expect(await checkProof(good, { ...log.trusted, logs })).toMatchObject({ ok: true });
  });
});

const wrongs: readonly (readonly [FileWrong, string, () => Promise<string> | string, TrustedKeys?])[] = [
  ['PROOF_MALFORMED', 'nothing', () => ''],
  ['PROOF_MALFORMED', 'another file', () => '%PDF-1.7'],
  ['PROOF_MALFORMED', 'carriage returns of a mail program', () => good.replaceAll('\n', '\r\n')],
  ['EVIDENCE_MALFORMED', 'a proof that says nothing', () => good.replace(/^extra .*\n/m, '')],
  ['EVIDENCE_MALFORMED', 'an extra of another kind', () => proofFile(log, { extra: bytesOf({ format: 'x' }) })],
  ['ORIGIN_DIFFERS', 'another ledger', () => proofFile(foreign)],
  ['SIGNATURE_MISSING', 'a ledger that took the name', () => proofFile(stranger)],
  ['SIGNATURE_INVALID', 'another root', () => altered(good, /(\n11\n)(.)/)],
  ['SIGNATURE_INVALID', 'another size', () => good.replace('\n11\n', '\n12\n')],
  ['QUORUM_MISSED', 'no cosignature', () => proofFile(log, { witnessed: false })],
  ['COSIGNATURE_INVALID', 'another cosignature', () => altered(good, /(— witness\.test .{30})(.)/)],
  ['ROOT_DIFFERS', 'another entry', () => proofFile(log, { evidence: { entry: bytesOf({ ...ENTRY, at: 'later' }) } })],
  ['ROOT_DIFFERS', 'another place', () => good.replace('\nindex 5\n', '\nindex 4\n')],
  ['INDEX_OUT_OF_RANGE', 'a place beyond the end', () => good.replace('\nindex 5\n', '\nindex 11\n')],
  ['ROOT_DIFFERS', 'another path', () => altered(good, /(\nindex 5\n)(.)/)],
  ['PATH_LENGTH', 'a shorter path', () => good.replace(/(\nindex 5\n).*\n/, '$1')],
  ['ENTRY_UNKNOWN', 'an entry of a later version', () => proofFile(log, { entry: { ...ENTRY, version: 2 } })],
  ['ENTRY_UNKNOWN', 'a leaf that is none', () => proofFile(log, { entry: { a: 1 } })],
  ['RECEIPT_MALFORMED', 'no JWS', () => proofFile(log, { evidence: { receipt: 'x.y' } })],
  ['RECEIPT_MALFORMED', 'a JWS that is not signed', () => withReceipt(claimsOf(), { alg: 'none' })],
  ['RECEIPT_MALFORMED', 'a token of another kind', () => withReceipt(claimsOf(), { typ: 'at+jwt' })],
  ['RECEIPT_KEY_UNKNOWN', 'a receipt by another key', () => withReceipt(claimsOf(), { kid: 'k2' })],
  [
    'RECEIPT_SIGNATURE_INVALID',
    'a receipt that somebody else signed',
    () => withReceipt(claimsOf(), {}, stranger.receiptSigner),
  ],
  [
    'RECEIPT_OF_ANOTHER_ENTRY',
    'the receipt of another consent',
    () => withReceipt(claimsOf({ ...ENTRY, id: '0198c0de-0000-7000-8000-000000000009' })),
  ],
  ['RECEIPT_DIFFERS', 'another edition', () => withReceipt({ ...claimsOf(), pii_processing: {} })],
  ['RECEIPT_DIFFERS', 'another person', () => withReceipt({ ...claimsOf(), sub: 'x' })],
  ['KEY_MALFORMED', 'a key of ours that is none', () => good, { ...log.trusted, logs: ['x+00000000+AQ=='] }],
  [
    'WITNESS_REPEATED',
    'one witness twice',
    () => good,
    { ...log.trusted, witnesses: [...log.trusted.witnesses, ...log.trusted.witnesses] },
  ],
];

describe('what is wrong', () => {
  it.each(wrongs.map(([wrong, why, file, trusted]) => ({ wrong, why, file, trusted })))(
    '$wrong: $why',
    async ({ wrong, file, trusted = log.trusted }) => {
      expect(await checkProof(await file(), trusted)).toEqual({ ok: false, wrong } satisfies Checked);
    },
  );

  it('without any keys is told as such, and as nothing of the file', async () => {
    const keyless = await proofFile(log, { evidence: { keys: [] } });
    expect(await checkProof(keyless)).toEqual({ ok: false, wrong: 'KEYS_MISSING' });
    expect(TRUST_WRONG_CODES).toContain('KEYS_MISSING');
  });

  it('is found at every single byte: no altered file proves anything', async () => {
    const clean = Buffer.from(good);
    for (let at = 0; at < clean.length; at += 17) {
      const file = Buffer.from(clean);
      file.writeUInt8(clean.readUInt8(at) ^ 1, at);
      const checked = await checkProof(file, log.trusted);
      // The keys in the file are nobody's word, and a stranger's signature line may stand below: both are passed over.
      if (checked.ok) expect(checked.proved).toMatchObject({ entry: { data: ENTRY.data }, receipt: true });
    }
  });
});

describe('evidence', () => {
  const some = { entry: bytesOf(ENTRY), keys: ['a'] };
  it('reads back as it was written', () => {
    for (const evidence of [some, { ...some, receipt: 'r' }]) {
      expect(parseEvidence(formatEvidence(evidence))).toEqual(evidence);
    }
  });

  it.each([
    ['no JSON', 'x'],
    ['a list', '[]'],
    ['another format', '{"format":"belgi-evidence@v2","entry":"AA==","keys":[]}'],
    ['no entry', '{"format":"belgi-evidence@v1","keys":[]}'],
    ['an empty entry', '{"format":"belgi-evidence@v1","entry":"","keys":[]}'],
    ['an entry that is not base64', '{"format":"belgi-evidence@v1","entry":"A","keys":[]}'],
    ['no keys', '{"format":"belgi-evidence@v1","entry":"AA=="}'],
    ['keys that are none', '{"format":"belgi-evidence@v1","entry":"AA==","keys":[1]}'],
    ['a receipt that is none', '{"format":"belgi-evidence@v1","entry":"AA==","keys":[],"receipt":1}'],
    ['something more', '{"format":"belgi-evidence@v1","entry":"AA==","keys":[],"more":1}'],
  ])('with %s is none', (_, text) => {
    expect(parseEvidence(new TextEncoder().encode(text))).toBeUndefined();
  });
});

describe('a key file', () => {
  const lines = formatKeys(log.trusted);
  it('reads back as it was written, comments and empty lines aside', () => {
    expect(parseKeys(['# ours', '', ...lines].join('\r\n'))).toEqual(log.trusted);
  });

  it.each([
    ['nothing', ''],
    ['no log', lines.slice(1).join('\n')],
    ['a line that is no key', `${lines.join('\n')}\nx`],
    [
      'a private key',
      `${lines.join('\n')}\n{"kty":"OKP","crv":"Ed25519","kid":"k","x":"${'A'.repeat(43)}","d":"${'A'.repeat(43)}"}`,
    ],
    ['a key of another curve', `${lines.join('\n')}\n{"kty":"OKP","crv":"X25519","kid":"k","x":"${'A'.repeat(43)}"}`],
  ])('with %s is none', (_, text) => {
    expect(parseKeys(text)).toBeUndefined();
  });
});
