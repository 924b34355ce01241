import type { Sealer } from '@belgi/access';
import type { Transaction } from '@belgi/database';
import { type ProofParts, proofFiles } from '../ledger/proof-files.js';
import { recordEntry } from '../ledger/record-entry.js';
import { anchorsOf, insertAnchor } from './protocol-anchors.store.js';

export interface SignedProtocol {
  readonly lotId: string;
  /** Lower-case hexadecimal, as the next one. */
  readonly protocolSha256: string;
  readonly lastSequence: number;
  readonly chainSha256: string;
  readonly signedAt: Date;
}

/**
 * Enters the hash of a closing protocol in the ledger, unsealed: a protocol names bidders by their number alone, and
 * everybody may hold it. The same protocol told again changes nothing; another one of the same lot is another leaf.
 * Twice at once: the primary key stops the second, which comes again and finds the first.
 */
export async function anchorProtocol(tx: Transaction, sealer: Sealer, protocol: SignedProtocol): Promise<void> {
  const { lotId, protocolSha256, lastSequence, chainSha256, signedAt } = protocol;
  const earlier = await anchorsOf(tx, lotId);
  if (earlier.some((anchor) => anchor.protocolSha256 === protocolSha256)) return;
  const at = await tx.now();
  const entry = await recordEntry(tx, sealer, {
    kind: 'PROTOCOL_SIGNED',
    at,
    holder: { for: 'PUBLIC' },
    data: { lotId, protocolSha256, lastSequence, chainSha256, signedAt: signedAt.toISOString() },
  });
  await insertAnchor(tx, { lotId, protocolSha256, entryId: entry.id, at });
}

/** The proof file of the last leaf about a lot's protocol; null where there is none that a checkpoint has. */
export async function proofOfProtocol(parts: ProofParts, lotId: string): Promise<string | null> {
  const anchor = (await anchorsOf(parts.database, lotId)).at(-1);
  if (anchor === undefined) return null;
  const [proof = null] = await proofFiles(parts, [{ entryId: anchor.entryId }]);
  return proof;
}
