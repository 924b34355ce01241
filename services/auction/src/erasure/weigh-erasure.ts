import { ErasureWeighedV1, outgoing } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { ensureBidder } from '../bidders/bidder.store.js';
import { entryStateData } from '../entries/entry.events.js';
import { findLots } from '../lots/lot.store.js';
import { lockBidder, unfinishedEntries } from './erasure.store.js';
import { obstacleOf } from './obstacle.js';

/** More than anybody has: the answer must stay a message. */
const MAX_OBSTACLES = 100;

/**
 * Says what still binds a person who asked to be erased. privacy lets them agree to nothing while it waits for this, and the
 * withdrawal is applied here: an answer that names nothing stays true.
 */
export async function weighErasure(
  tx: Transaction,
  { citizenId, erasureId }: { readonly citizenId: string; readonly erasureId: string },
  version: number,
): Promise<void> {
  await ensureBidder(tx, citizenId);
  await lockBidder(tx, citizenId);
  const entries = (await unfinishedEntries(tx, citizenId)).slice(0, MAX_OBSTACLES);
  const lots = new Map(
    (await findLots(tx, [...new Set(entries.map(({ lotId }) => lotId))])).map((lot) => [lot.id, lot]),
  );
  const obstacles = entries.map((entry) => {
    const lot = lots.get(entry.lotId);
    if (lot === undefined) throw new Error('an entry without its lot');
    const { entryId, lotId, plateNumber, amountDue, dueAt } = entryStateData(entry, lot);
    return { entryId, lotId, plateNumber, reason: obstacleOf(entry, lot.saleMode), amountDue, dueAt };
  });
  const at = (await tx.now()).toISOString();
  await tx.publish(outgoing(ErasureWeighedV1, citizenId, version, { citizenId, erasureId, obstacles, at }));
}
