import { parseCheckpoint } from './checkpoint.js';
import { cosignedMessage, joinCosignature, splitCosignature } from './cosigned-message.js';
import { assertType, ed25519Sign, ed25519Verify, isBy, type SigningKey } from './note.js';
import type { NoteSignature } from './note-text.js';
import { isSize } from './size.js';
import { SIGNATURE_TYPE, type VerifierKey } from './verifier-key.js';

/**
 * A witness's statement that, at that time, this was the largest consistent tree it had seen of the log
 * (tlog-cosignature). It is the caller who must have seen to that.
 * @param text the text of a checkpoint
 * @param timestamp POSIX seconds, not 0: a witness may not leave the time out
 * @throws RangeError when the text is no checkpoint, there is no time, or the key is not one for cosignatures
 */
export function cosign(text: string, key: SigningKey, timestamp: number): NoteSignature {
  // Signing any text would make the witness an oracle for messages of other protocols.
  if (parseCheckpoint(text) === undefined) throw new RangeError('only checkpoints are cosigned');
  if (!isSize(timestamp) || timestamp === 0) throw new RangeError('a cosignature has a time in whole seconds');
  assertType(key, SIGNATURE_TYPE.COSIGNATURE);
  const signature = ed25519Sign(cosignedMessage(text, timestamp), key);
  return { name: key.name, keyId: key.keyId, signature: joinCosignature(timestamp, signature) };
}

/**
 * @returns the time of the cosignature in POSIX seconds; undefined when it is another key's, malformed or wrong
 * @throws RangeError when the key is not one for cosignatures
 */
export function verifyCosignature(text: string, signature: NoteSignature, key: VerifierKey): number | undefined {
  assertType(key, SIGNATURE_TYPE.COSIGNATURE);
  const parts = splitCosignature(signature.signature);
  if (parts === undefined || !isBy(signature, key) || parseCheckpoint(text) === undefined) return undefined;
  return ed25519Verify(cosignedMessage(text, parts.timestamp), parts.signature, key) ? parts.timestamp : undefined;
}
