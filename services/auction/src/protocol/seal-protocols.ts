import type { KeySet } from '@belgi/access';
import { outgoing, ProtocolSignedV1 } from '@belgi/contracts';
import { type Database, type Loop, startLoop } from '@belgi/database';
import { SEAL_TYPE } from '@belgi/proof';
import type { Logger } from '@belgi/runtime';
import { claimUnsealed, protocolLines, sealProtocol } from './protocol.store.js';
import { sealClaims } from './seal.js';

/** How long after the close a protocol may wait for its seal, in ms. */
const POLL_MS = 500;

/**
 * Seals the protocol of one lot that is over, and tells the ledger; false when none waits. After the close and not in it: nobody
 * waits for the hashes of a long log, and a lot closes whatever became of a key.
 */
export async function sealNextProtocol(database: Database, keys: KeySet): Promise<boolean> {
  return database.transaction(async (tx) => {
    const ended = await claimUnsealed(tx);
    if (!ended) return false;
    const [lines, signedAt] = await Promise.all([protocolLines(tx, ended.lotId), tx.now()]);
    const claims = sealClaims(ended, lines, signedAt);
    const seal = await keys.sign(SEAL_TYPE, { ...claims }, null);
    const protocolSha256 = claims.protocol_sha256;
    await sealProtocol(tx, { lotId: ended.lotId, protocolSha256, seal, signedAt });
    await tx.publish(
      outgoing(ProtocolSignedV1, ended.lotId, 1, {
        lotId: ended.lotId,
        protocolSha256,
        lastSequence: ended.lastSequence,
        chainSha256: ended.chainSha256,
        signedAt: signedAt.toISOString(),
      }),
    );
    return true;
  });
}

/** Seals protocols until stopped; any number of replicas may. */
export function startSealing(database: Database, keys: KeySet, logger: Logger): Loop {
  return startLoop({ name: 'protocols', everyMs: POLL_MS, logger, turn: () => sealNextProtocol(database, keys) });
}
