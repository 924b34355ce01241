import { createHash } from 'node:crypto';
import type { Hash } from './bytes.js';

/** First bytes that keep a leaf from passing as an inner node and the other way round (RFC 6962 §2.1). */
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

const plain = (digest: Buffer): Hash => new Uint8Array(digest);

/** RFC 6962 §2.1: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Hash {
  return plain(createHash('sha256').update(LEAF_PREFIX).update(entry).digest());
}

/** RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return plain(createHash('sha256').update(NODE_PREFIX).update(left).update(right).digest());
}

/** RFC 6962 §2.1: the root of a tree without leaves is the hash of nothing. */
export const EMPTY_ROOT: Hash = plain(createHash('sha256').digest());
