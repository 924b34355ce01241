import type { SealedPlace } from '@belgi/access';
import type { Database } from '@belgi/database';
import type { Vault } from '../people/vault.js';
import { reasonsInTheClear, type SealedReason, saveSealedReason } from './verification.store.js';

/** Reasons sealed in one transaction. */
const BATCH = 100;

export const reasonPlace = (disputeId: string): SealedPlace => ({
  table: 'disputes',
  column: 'reason_sealed',
  row: disputeId,
});

/** What an operator wrote, under a key of the dispute's own: it speaks of two persons, and either may be erased. */
export function sealReason(vault: Vault, disputeId: string, reason: string): SealedReason {
  const dataKey = vault.newDataKey();
  return { dataKey, reasonSealed: vault.seal(dataKey, reasonPlace(disputeId), reason) };
}

/** Seals what replicas of the release before 0010_reasons_sealed wrote; gives how many, 0 when nothing is left. */
export function sealEarlierReasons(database: Database, vault: Vault): Promise<number> {
  return database.transaction(async (tx) => {
    const found = await reasonsInTheClear(tx, BATCH);
    for (const { id, reason } of found) await saveSealedReason(tx, id, sealReason(vault, id, reason));
    return found.length;
  });
}
