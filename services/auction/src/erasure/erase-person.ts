import { AuctionErasureAppliedV1, type ErasureAppliedData, outgoing } from '@belgi/contracts';
import { beginErasure, endErasure, type Transaction } from '@belgi/database';
import { destroyWatchList } from '../watching/watch.store.js';
import { destroyAnswers, keptRows, tombstone } from './erasure.store.js';

/**
 * Destroys what the auction holds of a person. It never held an attribute of theirs: what stays of their contracts is under an
 * opaque id that belongs to nobody once identity has done its part. In one transaction with its acknowledgement.
 */
export async function erasePerson(
  tx: Transaction,
  { citizenId, erasureId }: { readonly citizenId: string; readonly erasureId: string },
  version: number,
): Promise<void> {
  const before = await beginErasure<ErasureAppliedData>(tx, citizenId);
  // Kept for an inquiry or a court: nothing is destroyed, nothing is said; the order comes again when the hold is gone.
  if (before === 'HELD') return;
  const report = before ?? (await destroy(tx, citizenId, erasureId));
  await tx.publish(outgoing(AuctionErasureAppliedV1, citizenId, version, report));
}

async function destroy(tx: Transaction, citizenId: string, erasureId: string): Promise<ErasureAppliedData> {
  const bidders = await tombstone(tx, citizenId);
  const answers = await destroyAnswers(tx, citizenId);
  const watched = await destroyWatchList(tx, citizenId);
  const { entries, bids, orders, strikes, blocks } = await keptRows(tx, citizenId);
  const at = await tx.now();
  const law = { actCode: 'KG-2008-58', article: '5' };
  const report: ErasureAppliedData = {
    ...{ citizenId, erasureId, at: at.toISOString() },
    destroyed: [
      { table: 'bidders (consent, agreement, verification)', rows: bidders },
      { table: 'bid_answers', rows: answers },
      { table: 'watched_lots', rows: watched.lots },
      { table: 'watched_patterns', rows: watched.patterns },
    ],
    kept: [
      { table: 'entries', rows: entries, rule: 'SETTLED_CONTRACT', ...law },
      { table: 'bids', rows: bids, rule: 'SETTLED_CONTRACT', ...law },
      { table: 'strikes', rows: strikes, rule: 'SETTLED_CONTRACT', ...law },
      { table: 'bidding_blocks', rows: blocks, rule: 'SETTLED_CONTRACT', ...law },
      { table: 'bank_orders', rows: orders, rule: 'ACCOUNTING', ...law },
    ],
  };
  await endErasure(tx, { citizenId, erasureId, report, at });
  return report;
}
