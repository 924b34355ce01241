import { encodeText, equalBytes } from '../bytes.js';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.js';
import { cosignedMessage, splitCosignature } from '../cosigned-message.js';
import { type Note, type NoteSignature, parseNote } from '../note-text.js';
import {
  keyIdFrom,
  keyIdInput,
  SIGNATURE_TYPE,
  type SignatureType,
  splitVerifierKey,
  type VerifierKey,
} from '../verifier-key.js';
import { isEmptyRoot } from './consistency.js';
import { type Outcome, proved, type Wrong, wrong } from './outcome.js';
import { sha256, webEd25519 } from './web-crypto.js';

/** The key of a vkey's text, its id checked. Code: KEY_MALFORMED. */
export async function readKey(vkey: string, type: SignatureType): Promise<Outcome<VerifierKey>> {
  const key = splitVerifierKey(vkey);
  if (key === undefined || key.type !== type) return wrong('KEY_MALFORMED');
  const id = keyIdFrom(await sha256(keyIdInput(key.name, key.type, key.publicKey)));
  return id === key.keyId ? proved(key) : wrong('KEY_MALFORMED');
}

async function readKeys(vkeys: readonly string[], type: SignatureType): Promise<Outcome<readonly VerifierKey[]>> {
  const keys: VerifierKey[] = [];
  for (const vkey of vkeys) {
    const key = await readKey(vkey, type);
    if (!key.ok) return key;
    keys.push(key.proved);
  }
  return proved(keys);
}

const isBy = (signature: NoteSignature, key: VerifierKey) =>
  signature.name === key.name && signature.keyId === key.keyId;

/**
 * A note's text and which of the trusted keys signed it; all their signatures are valid. Others are passed over
 * (signed-note, "Signatures").
 * Codes: NOTE_MALFORMED, KEY_MALFORMED, ED25519_UNSUPPORTED, SIGNATURE_MISSING, SIGNATURE_INVALID.
 */
export async function verifyNote(
  input: string | Uint8Array,
  vkeys: readonly string[],
): Promise<Outcome<{ text: string; signers: readonly string[] }>> {
  const note = parseNote(input);
  if (note === undefined) return wrong('NOTE_MALFORMED');
  const keys = await readKeys(vkeys, SIGNATURE_TYPE.NOTE);
  if (!keys.ok) return keys;
  const signers = new Set<string>();
  for (const signature of note.signatures) {
    const key = keys.proved.find((candidate) => isBy(signature, candidate));
    if (key === undefined) continue;
    const verdict = await webEd25519(key.publicKey, encodeText(note.text), signature.signature);
    if (verdict !== 'VALID') return wrong(verdict === 'INVALID' ? 'SIGNATURE_INVALID' : 'ED25519_UNSUPPORTED');
    signers.add(key.name);
  }
  return signers.size === 0 ? wrong('SIGNATURE_MISSING') : proved({ text: note.text, signers: [...signers] });
}

/**
 * A checkpoint signed by its log.
 * @param log the log's vkey
 * @param origin the origin line it must have; by default the key's name (tlog-checkpoint, "Signatures")
 *
 * Codes: NOTE_MALFORMED, CHECKPOINT_MALFORMED, KEY_MALFORMED, ORIGIN_DIFFERS, those of `verifyNote`, EMPTY_ROOT_DIFFERS.
 */
export async function verifyCheckpoint(
  input: string | Uint8Array,
  log: string,
  origin?: string,
): Promise<Outcome<Checkpoint>> {
  const note = parseNote(input);
  if (note === undefined) return wrong('NOTE_MALFORMED');
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint === undefined) return wrong('CHECKPOINT_MALFORMED');
  const key = await readKey(log, SIGNATURE_TYPE.NOTE);
  if (!key.ok) return key;
  // A key may sign for several logs; a checkpoint of one must not pass for another's.
  if (checkpoint.origin !== (origin ?? key.proved.name)) return wrong('ORIGIN_DIFFERS');
  const signed = await verifyNote(input, [log]);
  if (!signed.ok) return signed;
  if (checkpoint.size === 0 && !(await isEmptyRoot(checkpoint.root))) return wrong('EMPTY_ROOT_DIFFERS');
  return proved(checkpoint);
}

/** Who cosigned, and when by its own clock (POSIX seconds). */
export interface Cosigner {
  readonly name: string;
  readonly timestamp: number;
}

/** Which witnesses are trusted, and how many of them must have cosigned. */
export interface WitnessPolicy {
  readonly witnesses: readonly string[];
  readonly quorum: number;
}

/**
 * That at least `quorum` of the trusted witnesses cosigned the checkpoint; each counts once, by its latest time.
 * Says nothing of the log's own signature.
 * Codes: NOTE_MALFORMED, CHECKPOINT_MALFORMED, KEY_MALFORMED, WITNESS_REPEATED, QUORUM_IMPOSSIBLE, ED25519_UNSUPPORTED,
 * COSIGNATURE_INVALID, QUORUM_MISSED.
 */
export async function verifyCosignatures(
  input: string | Uint8Array,
  { witnesses, quorum }: WitnessPolicy,
): Promise<Outcome<readonly Cosigner[]>> {
  const note = parseNote(input);
  if (note === undefined) return wrong('NOTE_MALFORMED');
  if (parseCheckpoint(note.text) === undefined) return wrong('CHECKPOINT_MALFORMED');
  const keys = await readKeys(witnesses, SIGNATURE_TYPE.COSIGNATURE);
  if (!keys.ok) return keys;
  // The message does not name the cosigner: one key under two names could be made to speak twice.
  if (
    keys.proved.some((key, i) => keys.proved.slice(0, i).some((other) => equalBytes(other.publicKey, key.publicKey)))
  ) {
    return wrong('WITNESS_REPEATED');
  }
  if (!Number.isInteger(quorum) || quorum < 0 || quorum > witnesses.length) return wrong('QUORUM_IMPOSSIBLE');
  const cosigners: Cosigner[] = [];
  for (const key of keys.proved) {
    const times = await cosignatureTimes(note, key);
    if (!Array.isArray(times)) return times;
    if (times.length > 0) cosigners.push({ name: key.name, timestamp: Math.max(...times) });
  }
  return cosigners.length < quorum ? wrong('QUORUM_MISSED') : proved(cosigners);
}

async function cosignatureTimes(note: Note, key: VerifierKey): Promise<number[] | Wrong> {
  const times: number[] = [];
  for (const signature of note.signatures.filter((candidate) => isBy(candidate, key))) {
    const parts = splitCosignature(signature.signature);
    if (parts === undefined) return wrong('COSIGNATURE_INVALID');
    const verdict = await webEd25519(key.publicKey, cosignedMessage(note.text, parts.timestamp), parts.signature);
    if (verdict !== 'VALID') return wrong(verdict === 'INVALID' ? 'COSIGNATURE_INVALID' : 'ED25519_UNSUPPORTED');
    times.push(parts.timestamp);
  }
  return times;
}
