import type { Transaction } from '@belgi/database';
import { endSessionsOf } from '../sessions/session.store.js';
import { accountBlocked, accountChanged } from './account.events.js';
import { type Account, type AccountChange, changed } from './account.js';
import { saveAccount } from './account.store.js';
import { isBlockedByAnything } from './block.store.js';

/**
 * Makes the account's status what its blocks say, with whatever else changes of it; the caller holds its row. It is free only when nothing
 * blocks it any more: who lifts one block does not lift another. Sessions of somebody newly blocked end; a blocked citizen keeps a
 * restricted one, blocked staff none. Facts are about citizens only: nobody else keeps accounts of staff.
 */
export async function applyBlocks(
  tx: Transaction,
  account: Account,
  change: Omit<AccountChange, 'status'> = {},
): Promise<void> {
  const status = (await isBlockedByAnything(tx, account.id)) ? 'BLOCKED' : 'ACTIVE';
  if (status === account.status && Object.keys(change).length === 0) return;
  const after = changed(account, { ...change, status });
  await saveAccount(tx, after, await tx.now());
  const isNewlyBlocked = status === 'BLOCKED' && account.status !== 'BLOCKED';
  if (isNewlyBlocked) await endSessionsOf(tx, account.id, 'BLOCKED');
  if (account.kind === 'CITIZEN') await tx.publish((isNewlyBlocked ? accountBlocked : accountChanged)(after));
}
