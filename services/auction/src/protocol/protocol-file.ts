import type { KeySet } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import { formatKeys, formatProtocol } from '@belgi/proof';
import { protocolLines, type SealedProtocol } from './protocol.store.js';
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

export async function readProtocol(db: Queryable, keys: KeySet, sealed: SealedProtocol): Promise<ReadProtocol> {
  const { lotId, seal } = sealed;
  const lines = await protocolLines(db, lotId);
  return {
    sealed,
    lines,
    text: formatProtocol({ lotId, lines, hashes: hashesOf(lines), seal, keys: protocolKeys(keys) }),
  };
}
