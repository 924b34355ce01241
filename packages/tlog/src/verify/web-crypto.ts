import { concatBytes, HASH_BYTES, type Hash } from '../bytes.js';

const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Hash> {
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
}

/** RFC 6962 §2.1: SHA-256(0x00 ‖ entry). */
export function webLeafHash(entry: Uint8Array): Promise<Hash> {
  return sha256(concatBytes(LEAF_PREFIX, entry));
}

/** RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right). */
export function webNodeHash(left: Hash, right: Hash): Promise<Hash> {
  return sha256(concatBytes(NODE_PREFIX, left, right));
}

export function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_BYTES);
}

export type SignatureVerdict = 'VALID' | 'INVALID' | 'UNSUPPORTED';

/** RFC 8032 Ed25519 by Web Crypto. A key that is no point of the curve has signed nothing. */
export async function webEd25519(
  publicKey: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
): Promise<SignatureVerdict> {
  const { subtle } = globalThis.crypto;
  try {
    const key = await subtle.importKey('raw', new Uint8Array(publicKey), { name: 'Ed25519' }, false, ['verify']);
    return (await subtle.verify({ name: 'Ed25519' }, key, new Uint8Array(signature), message)) ? 'VALID' : 'INVALID';
  } catch (cause) {
    // Whoever cannot verify says so: "invalid" would accuse the log of what the browser lacks.
    return cause instanceof Error && cause.name === 'NotSupportedError' ? 'UNSUPPORTED' : 'INVALID';
  }
}
