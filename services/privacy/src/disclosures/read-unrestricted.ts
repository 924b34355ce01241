import type { Database, Transaction } from '@belgi/database';
import { processingRestricted } from '@belgi/subgraph';
import { isRestrictedFor } from '../restrictions/restrictions.store.js';

/**
 * Reads for an agency while the person's data cannot come to be restricted: nothing is released after that was acknowledged.
 * @throws PROCESSING_RESTRICTED
 */
export function readUnrestricted<T>(
  database: Database,
  citizenId: string,
  read: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    if (await isRestrictedFor(tx, citizenId)) throw processingRestricted();
    return read(tx);
  });
}
