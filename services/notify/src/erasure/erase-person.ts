import { type ErasureAppliedData, NotifyErasureAppliedV1, outgoing } from '@belgi/contracts';
import { beginErasure, endErasure, type Transaction } from '@belgi/database';
import { eraseRecipient, lockOrMakeRecipient } from '../recipients/recipient.store.js';

/**
 * Destroys what notify holds of a person: the key of their notices, inbox, deliveries under way, preferences, entries. In one
 * transaction with its acknowledgement. A sender that holds the recipient's row is waited for; nothing leaves after it.
 */
export async function erasePerson(
  tx: Transaction,
  { citizenId, erasureId }: { readonly citizenId: string; readonly erasureId: string },
): Promise<void> {
  const before = await beginErasure<ErasureAppliedData>(tx, citizenId);
  // Kept for an inquiry or a court: nothing is destroyed, nothing is said; the order comes again when the hold is gone.
  if (before === 'HELD') return;
  const report = before ?? (await destroy(tx, citizenId, erasureId));
  await tx.publish(outgoing(NotifyErasureAppliedV1, citizenId, 1, report));
}

async function destroy(tx: Transaction, citizenId: string, erasureId: string): Promise<ErasureAppliedData> {
  // A tombstone also where nothing was ever heard of the person: what comes later finds it.
  await lockOrMakeRecipient(tx, citizenId, () => Buffer.alloc(0));
  const destroyed = await eraseRecipient(tx, citizenId);
  const at = await tx.now();
  const kept = [{ table: 'recipients', rows: 1, rule: 'TOMBSTONE', actCode: 'KG-2008-58', article: '17' }];
  const report: ErasureAppliedData = { citizenId, erasureId, destroyed, kept, at: at.toISOString() };
  await endErasure(tx, { citizenId, erasureId, report, at });
  return report;
}
