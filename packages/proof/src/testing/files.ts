import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  cosign,
  formatCheckpoint,
  formatNote,
  formatProof,
  formatVerifierKey,
  generateSigningKey,
  type Hash,
  inclusionPath,
  leafHash,
  SIGNATURE_TYPE,
  signNote,
  treeRoot,
} from '@belgi/tlog';
import { type Evidence, formatEvidence } from '../evidence.js';
import { formatKeys, type ReceiptKey, type TrustedKeys } from '../keys.js';

/** For tests: a log with its witness and a signer of receipts, all of whose keys are at hand. */
export function testLog(origin = 'belgi.test/ledger') {
  const log = generateSigningKey(origin, SIGNATURE_TYPE.NOTE);
  const witness = generateSigningKey('witness.test', SIGNATURE_TYPE.COSIGNATURE);
  const receipts = generateKeyPairSync('ed25519');
  const { x = '' } = receipts.publicKey.export({ format: 'jwk' });
  const receiptKey: ReceiptKey = { kid: 'k1', x };
  const trusted: TrustedKeys = {
    logs: [formatVerifierKey(log)],
    witnesses: [formatVerifierKey(witness)],
    receipts: [receiptKey],
    protocols: [],
  };
  return { log, witness, receiptKey, receiptSigner: receipts.privateKey, trusted };
}
export type TestLog = ReturnType<typeof testLog>;

/** 2026-11-25 06:30 UTC, by the witness's clock. */
export const COSIGNED_AT = 1_795_588_200;

export const ENTRY = {
  version: 1,
  id: '0198c0de-0000-7000-8000-000000000001',
  kind: 'CONSENT_GIVEN',
  at: '2026-11-25T06:29:55.000Z',
  salt: 'c2FsdCBmb3IgdGhlIHRlc3RzIG9mIHRoaXMgcGFja2FnZQ',
  data: {
    act: 'REGISTRATION',
    citizenId: '0198c0de-0000-7000-8000-000000000002',
    consentId: '0198c0de-0000-7000-8000-000000000003',
    edition: 1,
    epoch: 1,
    locale: 'RU',
    textSha256: 'ab'.repeat(32),
  },
};
export const bytesOf = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What privacy's receipt of that entry says, as far as a verifier looks at it. */
export function claimsOf(entry = ENTRY) {
  const { data } = entry;
  return {
    sub: data.citizenId,
    receipt_metadata: {
      receipt_id: data.consentId,
      ledger_entry: { id: entry.id, leaf_hash: hexOf(leafHash(bytesOf(entry))) },
    },
    pii_processing: { privacy_notice_edition: 1, privacy_notice_sha256: data.textSha256, language: 'ru' },
    event: { epoch: 1, event_act: 'registration', event_time: entry.at },
  };
}

export function jws(key: KeyObject, claims: object, header: object = {}): string {
  const encoded = [{ alg: 'EdDSA', kid: 'k1', typ: 'consent-receipt+jwt', ...header }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${encoded.join('.')}.${sign(null, Buffer.from(encoded.join('.')), key).toString('base64url')}`;
}

const others = (count: number): Hash[] =>
  Array.from({ length: count }, (_, at) => leafHash(createHash('sha256').update(`${at}`).digest()));

/** A proof file of an entry that is leaf 5 of 11; `change` says what is odd about it. */
export async function proofFile(
  from: TestLog,
  change: {
    readonly entry?: object;
    readonly evidence?: Partial<Evidence>;
    readonly extra?: Uint8Array;
    readonly witnessed?: boolean;
    readonly index?: number;
  } = {},
): Promise<string> {
  const entry = bytesOf(change.entry ?? ENTRY);
  const hashes = others(11);
  hashes[5] = leafHash(entry);
  const nodes = (level: number, index: number) => treeRoot(hashes.slice(index << level, (index + 1) << level));
  const text = formatCheckpoint({ origin: from.log.name, size: 11, root: treeRoot(hashes) });
  const signatures = [signNote(text, from.log)];
  if (change.witnessed !== false) signatures.push(cosign(text, from.witness, COSIGNED_AT));
  const receipt = jws(from.receiptSigner, claimsOf());
  const evidence = { entry, receipt, keys: formatKeys(from.trusted), ...change.evidence };
  return formatProof({
    extra: change.extra ?? formatEvidence(evidence),
    index: change.index ?? 5,
    path: await inclusionPath(nodes, 5, 11),
    checkpoint: formatNote({ text, signatures }),
  });
}
