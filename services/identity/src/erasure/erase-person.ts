import { type ErasureAppliedData, IdentityErasureAppliedV1, outgoing } from '@belgi/contracts';
import { beginErasure, endErasure, type Transaction } from '@belgi/database';
import { accountChanged, accountErased } from '../accounts/account.events.js';
import { changed } from '../accounts/account.js';
import { lockAccounts, type StoredAccount, saveAccount } from '../accounts/account.store.js';
import { lockConsentToChange } from '../consents/consent.store.js';
import { accessesOf, destroyKey, destroyRows, isInDispute, openRivals } from './erasure.store.js';

/**
 * Destroys what identity holds of a person: the key, every sealed value, the look-up hashes, logins, sessions, the password.
 * In one transaction with its acknowledgement; heard again, the same is reported again. Afterwards the PIN, the phone and
 * the e-mail belong to nobody, and whoever registers with them is somebody new.
 */
export async function erasePerson(
  tx: Transaction,
  order: { readonly citizenId: string; readonly erasureId: string },
): Promise<void> {
  const { citizenId, erasureId } = order;
  const before = await beginErasure<ErasureAppliedData>(tx, citizenId);
  // Kept for an inquiry or a court: nothing is destroyed, nothing is said; the order comes again when the hold is gone.
  if (before === 'HELD') return;
  const report = before ?? (await destroy(tx, citizenId, erasureId));
  await tx.publish(outgoing(IdentityErasureAppliedV1, citizenId, 1, report));
}

async function destroy(tx: Transaction, citizenId: string, erasureId: string): Promise<ErasureAppliedData> {
  await lockConsentToChange(tx, citizenId);
  const rivals = await openRivals(tx, citizenId);
  const accounts = await lockAccounts(tx, [citizenId, ...rivals]);
  // A dispute opens under both accounts' locks: one that came in between is met when the order is heard again.
  if ((await openRivals(tx, citizenId)).some((rival) => !accounts.has(rival)))
    throw new Error('a dispute was opened meanwhile');
  const account = accounts.get(citizenId);
  const now = await tx.now();
  // First the key: without it what stays of history is noise, and only then does a doubt let itself be deleted.
  if (account !== undefined) await destroyKey(tx, citizenId, now);
  const rows = await destroyRows(tx, citizenId);
  const destroyed = account?.dataKey == null ? rows : [{ table: 'accounts (key and password)', rows: 1 }, ...rows];
  if (account !== undefined) {
    const erased = { ...account, status: 'ERASED', pinVerified: false, disputed: false, locale: 'KY' } as const;
    await tx.publish(accountErased({ ...erased, version: account.version + 1 }));
  }
  for (const rival of rivals) await releaseRival(tx, accounts.get(rival), now);
  const kept = [
    { table: 'personal_data_accesses', rows: await accessesOf(tx, citizenId), rule: 'ACCESS_TRACE' },
    { table: 'accounts', rows: account === undefined ? 0 : 1, rule: 'TOMBSTONE' },
  ].map((one) => ({ ...one, actCode: 'KG-2008-58', article: one.rule === 'ACCESS_TRACE' ? '24' : '17' }));
  const report = { citizenId, erasureId, destroyed, kept, at: now.toISOString() };
  await endErasure(tx, { citizenId, erasureId, report, at: now });
  return report;
}

/** Nobody disputes the PIN with them any more; it is not proved either: they go to the portal once more. */
async function releaseRival(tx: Transaction, rival: StoredAccount | undefined, now: Date): Promise<void> {
  if (rival === undefined || !rival.disputed || (await isInDispute(tx, rival.id))) return;
  const released = changed(rival, { disputed: false });
  await saveAccount(tx, released, now);
  await tx.publish(accountChanged(released));
}
