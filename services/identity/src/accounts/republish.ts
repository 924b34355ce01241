import type { OutgoingFact } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { accountSnapshot } from './account.events.js';
import { citizensAfter } from './account.store.js';

/** The current state of citizens' accounts, a page at a time; all of them or one. */
export async function accountSnapshots(
  tx: Transaction,
  id: string | null,
  after: string | null,
  limit: number,
): Promise<OutgoingFact[]> {
  const accounts = await citizensAfter(tx, { id, after, limit });
  return accounts.map(accountSnapshot);
}
