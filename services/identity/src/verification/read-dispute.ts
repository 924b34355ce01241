import { newId } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { openedFact } from '../accounts/access.events.js';
import { recordAccess } from '../accounts/access.store.js';
import type { Vault } from '../people/vault.js';
import { reasonPlace } from './seal-reason.js';
import { type DecidedDispute, disputeWithReason } from './verification.store.js';

/** Who looked, in the trace. At the command line nobody is signed in: the host's own log tells who was there. */
const ACTOR = 'disputes show';

/**
 * A dispute with the operator's reason opened. It speaks of two persons: the trace with both, and the fact by which each is
 * shown it, commit before anybody sees it. Null where nothing is decided yet.
 */
export async function readDispute(
  database: Database,
  vault: Vault,
  id: string,
): Promise<(DecidedDispute & { reason: string | null }) | undefined> {
  return database.transaction(async (tx) => {
    const row = await disputeWithReason(tx, id);
    if (row === undefined) return undefined;
    const { dataKey, reasonSealed, reasonInTheClear, ...dispute } = row;
    const isSealed = dataKey !== null && reasonSealed !== null;
    const reason = isSealed ? vault.open(dataKey, reasonPlace(id), reasonSealed) : reasonInTheClear;
    if (reason === null) return { ...dispute, reason };
    for (const citizenId of [dispute.holder, dispute.challenger]) {
      const access = {
        ...({ id: newId(), citizenId, actorKind: 'SERVICE', actor: ACTOR, role: null } as const),
        ...({ basis: { duty: 'SECURITY' }, caseNumber: id, fields: ['disputeReason'], refused: null } as const),
      };
      await recordAccess(tx, access);
      await tx.publish(openedFact(access, 'SECURITY', await tx.now()));
    }
    return { ...dispute, reason };
  });
}
