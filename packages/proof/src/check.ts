import { type Cosigner, parseProof, verifyProof, type WrongCode } from '@belgi/tlog/verify';
import { type Entry, parseEntry } from './entry.js';
import { type Evidence, parseEvidence } from './evidence.js';
import { parseKeys, type TrustedKeys } from './keys.js';
import { type ReceiptWrong, verifyReceipt } from './receipt.js';

/** What can be wrong with one of our files beside what is wrong with any proof. */
export const WRONG_FILE_CODES = [
  /** A proof of something, and nothing in it says of what. */
  'EVIDENCE_MALFORMED',
  /** Neither were keys given nor does the file name any. */
  'KEYS_MISSING',
  /** A leaf of the ledger whose bytes are none of our entries, or one of a later version. */
  'ENTRY_UNKNOWN',
] as const;
/** Those that say something about the verifier's own keys or machine, and nothing about the file. */
export const TRUST_WRONG_CODES: readonly FileWrong[] = [
  'KEY_MALFORMED',
  'WITNESS_REPEATED',
  'KEYS_MISSING',
  'ED25519_UNSUPPORTED',
];
export type FileWrong = WrongCode | ReceiptWrong | (typeof WRONG_FILE_CODES)[number];

/** The entry is in the ledger, and everything that the file says about it holds. */
export interface ProvedFile {
  readonly entry: Entry;
  /** Lower-case hexadecimal. */
  readonly leafHash: string;
  readonly index: number;
  readonly size: number;
  readonly origin: string;
  readonly cosigners: readonly Cosigner[];
  /** A receipt was there, is truly signed, and says the same as the entry. */
  readonly receipt: boolean;
  /** FILE: by the keys that stand in the file, which whoever forged it could have written there as well. */
  readonly keysFrom: 'GIVEN' | 'FILE';
}

export type Checked =
  | { readonly ok: true; readonly proved: ProvedFile }
  | { readonly ok: false; readonly wrong: FileWrong };

/**
 * Checks a proof file from the outside in, asking nobody: its form, the log's signature, the witness's, the path from the
 * entry to the root, the entry's own form, the receipt.
 * @param trusted without it, the keys that the file names: then all is only as true as whoever handed out the file
 */
export async function checkProof(file: string | Uint8Array, trusted?: TrustedKeys): Promise<Checked> {
  const proof = parseProof(file);
  if (proof === undefined) return wrong('PROOF_MALFORMED');
  const evidence = proof.extra && parseEvidence(proof.extra);
  if (evidence === undefined) return wrong('EVIDENCE_MALFORMED');
  const keys = trusted ?? parseKeys(evidence.keys.join('\n'));
  if (keys === undefined) return wrong('KEYS_MISSING');
  return withKeys(file, evidence, keys, trusted === undefined ? 'FILE' : 'GIVEN');
}

async function withKeys(
  file: string | Uint8Array,
  evidence: Evidence,
  { logs, witnesses, receipts }: TrustedKeys,
  keysFrom: ProvedFile['keysFrom'],
): Promise<Checked> {
  const policy = { leaf: { bytes: evidence.entry }, witnesses, quorum: Math.min(1, witnesses.length) };
  const [first = '', ...others] = logs;
  let outcome = await verifyProof(file, { ...policy, log: first });
  for (const log of others) {
    // A log that changed its key has two for a while: what the first has not signed the other may have.
    if (!outcome.ok && (outcome.wrong === 'SIGNATURE_MISSING' || outcome.wrong === 'ORIGIN_DIFFERS'))
      outcome = await verifyProof(file, { ...policy, log });
  }
  if (!outcome.ok) return outcome;
  const { origin, index, size, cosigners } = outcome.proved;
  const leafHash = hex(outcome.proved.leafHash);
  const entry = parseEntry(evidence.entry);
  if (entry === undefined) return wrong('ENTRY_UNKNOWN');
  const fault = evidence.receipt && (await verifyReceipt(evidence.receipt, entry, leafHash, receipts));
  if (fault) return wrong(fault);
  const receipt = evidence.receipt !== undefined;
  return { ok: true, proved: { entry, leafHash, index, size, origin, cosigners, receipt, keysFrom } };
}

const wrong = (code: FileWrong): Checked => ({ ok: false, wrong: code });
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
