import type { Database } from '@belgi/database';
import { endSessionsOf } from '../sessions/session.store.js';
import { accountBlocked, accountChanged } from './account.events.js';
import { changed } from './account.js';
import { lockAccount, saveAccount } from './account.store.js';

/**
 * Blocks or unblocks an account; its sessions end. Blocked citizens keep a restricted session, blocked staff none.
 * Facts are about citizens only: nobody else keeps accounts of staff.
 * @returns false when there is no such account or it is erased
 */
export async function setStatus(database: Database, id: string, status: 'ACTIVE' | 'BLOCKED'): Promise<boolean> {
  return database.transaction(async (tx) => {
    const account = await lockAccount(tx, id);
    if (account === undefined || account.status === 'ERASED') return false;
    if (account.status === status) return true;
    const now = await tx.now();
    const after = changed(account, { status });
    await saveAccount(tx, after, now);
    if (status === 'BLOCKED') await endSessionsOf(tx, id, 'BLOCKED');
    if (account.kind === 'CITIZEN') await tx.publish((status === 'BLOCKED' ? accountBlocked : accountChanged)(after));
    return true;
  });
}
