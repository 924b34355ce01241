import { createHmac, createSecretKey } from 'node:crypto';

/** HMAC keys shorter than the hash weaken it (RFC 2104 §3). */
const KEY_BYTES = 32;

/**
 * HMAC-SHA-256 for finding a person by PIN, phone or e-mail without storing it. There are about 7·10⁹ PINs: an
 * unkeyed hash of one is the PIN.
 * @param key 32 bytes
 * @param purpose what the hash is for (`pin`, `phone`); hashes of different purposes cannot be compared
 * @param value already normalised
 */
export function keyedHash(key: Buffer, purpose: string, value: string): Buffer {
  return keyedHasher(key, purpose)(value);
}

/** `keyedHash` for one purpose, for where many values are hashed: the key is derived once. */
export function keyedHasher(key: Buffer, purpose: string): (value: string) => Buffer {
  if (key.length !== KEY_BYTES) throw new Error(`the look-up key must have ${KEY_BYTES} bytes`);
  // A key per purpose instead of purpose + value in one message: no two pairs can run together.
  const derived = createHmac('sha256', key).update(`belgi:keyed-hash:v1:${purpose}`).digest();
  const purposeKey = createSecretKey(derived);
  return (value) => createHmac('sha256', purposeKey).update(value).digest();
}
