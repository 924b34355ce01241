import { createHash } from 'node:crypto';
import type { SealClaims } from '@belgi/proof';
import type { EndedProtocol } from './protocol.store.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const withFeeds = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** SHA-256 of each line's text, lower-case hexadecimal. */
export const hashesOf = (lines: readonly string[]): string[] => lines.map(sha256);

/**
 * What the seal of a protocol says. It judges nothing: of lines that were changed under the database's eyes it signs what stands
 * there, beside the head of the chain that the lot kept, and every reader finds the line that does not follow.
 */
export function sealClaims(ended: EndedProtocol, lines: readonly string[], signedAt: Date): SealClaims {
  return {
    lot_id: ended.lotId,
    lines: lines.length,
    last_sequence: ended.lastSequence,
    protocol_sha256: sha256(withFeeds(lines)),
    chain_sha256: ended.chainSha256,
    hashes_sha256: sha256(withFeeds(hashesOf(lines))),
    signed_at: signedAt.toISOString(),
  };
}
