import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { concatBytes, encodeBase64, encodeText } from './bytes.js';
import { isKeyName, isNoteText, type Note, type NoteSignature } from './note-text.js';
import {
  keyIdFrom,
  keyIdHex,
  keyIdInput,
  PUBLIC_KEY_BYTES,
  SIGNATURE_TYPE,
  type SignatureType,
  splitKey,
  splitVerifierKey,
  type VerifierKey,
} from './verifier-key.js';

/** A key that signs. The private half stays in its `KeyObject`, which no log line and no JSON can show. */
export interface SigningKey extends VerifierKey {
  readonly privateKey: KeyObject;
}

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410 §7 and §4). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** Before a private key's text, so that it is seen for what it is (golang.org/x/mod/sumdb/note, "Signing"). */
const SKEY_PREFIX = 'PRIVATE+KEY+';

/** signed-note, "Signatures": the first four bytes of SHA-256(name ‖ newline ‖ type ‖ public key). */
export function noteKeyId(name: string, type: SignatureType, publicKey: Uint8Array): number {
  return keyIdFrom(
    createHash('sha256')
      .update(keyIdInput(name, type, publicKey))
      .digest(),
  );
}

/** The key of a vkey's text; undefined when it is malformed, of another type, or its id is not its own. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const key = splitVerifierKey(text);
  return key !== undefined && key.keyId === noteKeyId(key.name, key.type, key.publicKey) ? key : undefined;
}

/** A fresh key. @throws RangeError when the name cannot be a key's */
export function generateSigningKey(name: string, type: SignatureType): SigningKey {
  if (!isKeyName(name)) throw new RangeError('this cannot be the name of a key');
  return signingKey(name, type, generateKeyPairSync('ed25519').privateKey);
}

/** `PRIVATE+KEY+<name>+<id in hex>+<base64 of type and seed>`. A secret: for a key file, never for a log. */
export function formatSigningKey({ name, keyId, type, privateKey }: SigningKey): string {
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_PREFIX.length);
  return `${SKEY_PREFIX}${name}+${keyIdHex(keyId)}+${encodeBase64(concatBytes(Uint8Array.of(type), seed))}`;
}

/** The key of a text that `formatSigningKey` wrote; undefined for every other, which is never quoted. */
export function parseSigningKey(text: string): SigningKey | undefined {
  if (!text.startsWith(SKEY_PREFIX)) return undefined;
  const parts = splitKey(text.slice(SKEY_PREFIX.length));
  if (parts === undefined) return undefined;
  const der = Buffer.concat([PKCS8_PREFIX, parts.material]);
  const key = signingKey(parts.name, parts.type, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.keyId === parts.keyId ? key : undefined;
}

function signingKey(name: string, type: SignatureType, privateKey: KeyObject): SigningKey {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = new Uint8Array(der.subarray(der.length - PUBLIC_KEY_BYTES));
  return { name, type, publicKey, keyId: noteKeyId(name, type, publicKey), privateKey };
}

/** @throws RangeError when the text is not a note's, or the key is one for cosignatures */
export function signNote(text: string, key: SigningKey): NoteSignature {
  if (!isNoteText(text)) throw new RangeError('this is not the text of a note');
  assertType(key, SIGNATURE_TYPE.NOTE);
  return { name: key.name, keyId: key.keyId, signature: ed25519Sign(encodeText(text), key) };
}

/**
 * The signatures of known keys, all verified; unknown keys are passed over (signed-note, "Signatures").
 * @returns undefined when one of a known key fails, or there is none
 * @throws RangeError when a key is one for cosignatures
 */
export function verifyNote(note: Note, keys: readonly VerifierKey[]): readonly NoteSignature[] | undefined {
  for (const key of keys) assertType(key, SIGNATURE_TYPE.NOTE);
  const message = encodeText(note.text);
  const known = note.signatures.flatMap((signature) => {
    const key = keys.find((candidate) => isBy(signature, candidate));
    return key === undefined ? [] : [{ signature, valid: ed25519Verify(message, signature.signature, key) }];
  });
  if (known.length === 0 || known.some(({ valid }) => !valid)) return undefined;
  return known.map(({ signature }) => signature);
}

/** Name and id both: either alone may be shared with a stranger. */
export function isBy(signature: NoteSignature, key: VerifierKey): boolean {
  return signature.name === key.name && signature.keyId === key.keyId;
}

/** A key of one type must not be used as another: the types part the messages that it signs. */
export function assertType(key: VerifierKey, type: SignatureType): void {
  if (key.type !== type) throw new RangeError(`the key ${key.name} is of another type`);
}

export function ed25519Sign(message: Uint8Array, { privateKey }: SigningKey): Uint8Array {
  return new Uint8Array(sign(null, message, privateKey));
}

export function ed25519Verify(message: Uint8Array, signature: Uint8Array, { publicKey }: VerifierKey): boolean {
  const der = Buffer.concat([SPKI_PREFIX, publicKey]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}
