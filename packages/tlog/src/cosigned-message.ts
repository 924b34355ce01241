import { concatBytes, encodeText } from './bytes.js';
import { isSize } from './size.js';
import { SIGNATURE_BYTES } from './verifier-key.js';

/** Big-endian seconds before the signature proper (tlog-cosignature, "Format"). */
const TIME_BYTES = 8;

/** tlog-cosignature, "Ed25519 signed message": a line that no checkpoint begins with, the time, the checkpoint's text. */
export function cosignedMessage(text: string, timestamp: number): Uint8Array<ArrayBuffer> {
  return encodeText(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

/** A cosignature's bytes. @param timestamp POSIX seconds */
export function joinCosignature(timestamp: number, signature: Uint8Array): Uint8Array {
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp));
  return concatBytes(time, signature);
}

/** Undefined when it has another length, or a time past 2^53 − 1 seconds. */
export function splitCosignature(
  bytes: Uint8Array,
): { readonly timestamp: number; readonly signature: Uint8Array } | undefined {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const timestamp = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  return isSize(timestamp) ? { timestamp, signature: bytes.subarray(TIME_BYTES) } : undefined;
}
