import type { KeySet } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import { formatKeys, formatProtocol } from '@belgi/proof';
import { protocolLines, type SealedProtocol, sealedProtocols } from './protocol.store.js';
import { hashesOf } from './seal.js';

/** Lines of the key file by which the seals of protocols are checked. */
export const protocolKeys = (keys: KeySet): string[] =>
  formatKeys({
    ...{ logs: [], witnesses: [], receipts: [] },
    protocols: keys.publicJwks().keys.map(({ kid, x }) => ({ kid, x })),
  });

export interface ReadProtocol {
  readonly sealed: SealedProtocol;
  readonly lines: readonly string[];
  /** The file that everybody may keep and check. */
  readonly text: string;
}

/** The sealed protocol of a lot; null where there is none yet. The caller has asked whether the id is one. */
export async function protocolFile(db: Queryable, keys: KeySet, lotId: string): Promise<ReadProtocol | null> {
  const [sealed] = await sealedProtocols(db, [lotId]);
  if (!sealed) return null;
  const lines = await protocolLines(db, lotId);
  const text = formatProtocol({ lotId, lines, hashes: hashesOf(lines), seal: sealed.seal, keys: protocolKeys(keys) });
  return { sealed, lines, text };
}
