import { concatBytes, decodeBase64, encodeBase64, encodeText } from './bytes.js';
import { isKeyName } from './note-text.js';

/** Signature types that are spoken here (signed-note, "Signature types"). */
export const SIGNATURE_TYPE = {
  /** Ed25519 over the text of the note: how a log signs. */
  NOTE: 0x01,
  /** Ed25519 over time and text (tlog-cosignature): how a witness signs. */
  COSIGNATURE: 0x04,
} as const;
export type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE];

/** Raw, RFC 8032 §5.1.5. */
export const PUBLIC_KEY_BYTES = 32;
/** RFC 8032 §5.1.6. */
export const SIGNATURE_BYTES = 64;

/** The public half of a key that signs notes. */
export interface VerifierKey {
  readonly name: string;
  /** 32 bits, not negative: a hint which key is meant, never a proof of it. */
  readonly keyId: number;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

/** `<name>+<id in hex>+<base64 of type and key>` (signed-note, "Verifier keys"). */
export function formatVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${keyIdHex(keyId)}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/**
 * Reads a vkey's text. Whether the id belongs to the key takes a hash: `parseVerifierKey` here, `readKey` in verify/.
 * @returns undefined for malformed texts and for types other than the two
 */
export function splitVerifierKey(text: string): VerifierKey | undefined {
  const key = splitKey(text);
  return key === undefined ? undefined : { name: key.name, keyId: key.keyId, type: key.type, publicKey: key.material };
}

/** The three parts that vkeys and skeys have alike, with 32 bytes of key material. */
export function splitKey(text: string) {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (name === undefined || id === undefined || encoded === undefined || !isKeyName(name)) return undefined;
  const bytes = decodeBase64(encoded);
  if (bytes?.length !== 1 + PUBLIC_KEY_BYTES) return undefined;
  const type = Object.values(SIGNATURE_TYPE).find((known) => known === bytes[0]);
  return type === undefined ? undefined : { name, keyId: Number.parseInt(id, 16), type, material: bytes.slice(1) };
}

/** What the first four bytes of SHA-256 are the key id of: name ‖ newline ‖ type ‖ public key. */
export function keyIdInput(name: string, type: SignatureType, publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(encodeText(name), Uint8Array.of(0x0a, type), publicKey);
}

export function keyIdHex(keyId: number): string {
  return keyId.toString(16).padStart(8, '0');
}

/** The id in the first four bytes of a hash. */
export function keyIdFrom(digest: Uint8Array): number {
  return new DataView(digest.buffer, digest.byteOffset, 4).getUint32(0);
}
