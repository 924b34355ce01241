import type { Database } from '@belgi/database';
import { lockAccount } from './account.store.js';
import { applyBlocks } from './apply-blocks.js';
import { setBlockedByOperations } from './block.store.js';

/**
 * Operations block an account, or end their block; another one that holds stays.
 * @returns false when there is no such account or it is erased
 */
export async function setStatus(database: Database, id: string, status: 'ACTIVE' | 'BLOCKED'): Promise<boolean> {
  return database.transaction(async (tx) => {
    const account = await lockAccount(tx, id);
    if (account === undefined || account.status === 'ERASED') return false;
    await setBlockedByOperations(tx, id, status === 'BLOCKED');
    await applyBlocks(tx, account);
    return true;
  });
}
