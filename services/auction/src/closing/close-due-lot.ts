import type { Database, Transaction } from '@belgi/database';
import { refundDeposits } from '../bank/bank-order.store.js';
import { mayBeOffered } from '../bidders/bidder.js';
import { allEditions, lockBidders } from '../bidders/bidder.store.js';
import { runnerUpOf } from '../bidding/bid.store.js';
import { forgetMaximum } from '../bidding/maximum.store.js';
import { entryKeptSecond, entryReleased, entryWon } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot, updateEntries } from '../entries/entry.store.js';
import { lotAwarded, lotClosed, lotSettled } from '../lots/lot.events.js';
import type { Lot, RunnerUp } from '../lots/lot.js';
import { forgetAnswers, updateLot } from '../lots/lot.store.js';
import { endProtocol } from '../protocol/protocol.store.js';
import { closeLot } from './closing.js';
import { claimDueLot } from './due-lots.store.js';

/**
 * Closes the lot whose end is due longest: awards it to the highest bid, or leaves it unsold. Who bid second is kept until the
 * winner has paid. A command on the same row as bids: a bid in flight either committed before and counts, or finds the lot closed.
 */
export async function closeDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_CLOSE');
    if (!lot) return false;
    const entries = await entriesOfLot(tx, lot.id);
    const following = await whoFollows(tx, lot, entries);
    const now = await tx.now();
    const { closed, result, won, second, released } = closeLot(lot, entries, following, now);
    await updateLot(tx, result);
    await endProtocol(tx, result);
    await forgetMaximum(tx, lot.id);
    const out = released.map(({ entry }) => entry);
    await updateEntries(
      tx,
      [won, second, ...out].filter((entry) => entry !== null),
    );
    await refundDeposits(
      tx,
      out.map((entry) => entry.id),
    );
    if (result.state === 'UNSOLD') await forgetAnswers(tx, lot.id);
    await tx.publish(
      lotClosed(closed),
      won ? lotAwarded(result) : lotSettled(result),
      ...(won ? [entryWon(won, result)] : []),
      ...(second ? [entryKeptSecond(second, result)] : []),
      ...released.map((one) => entryReleased(one, result, won ? 'LOST' : 'LOT_UNSOLD')),
    );
    return true;
  });
}

/** Who bid highest after the leader, and whether they may still take part: then their row is locked, so that it stays so until this is over. */
async function whoFollows(
  tx: Transaction,
  lot: Lot,
  entries: readonly Entry[],
): Promise<{ runnerUp: RunnerUp | null; mayFollow: boolean }> {
  const runnerUp = await runnerUpOf(tx, lot);
  const entry = entries.find(({ id }) => id === runnerUp?.entryId);
  if (!entry || !lot.policy.secondOffer) return { runnerUp, mayFollow: false };
  const record = (await lockBidders(tx, [entry.bidderId])).get(entry.bidderId);
  return { runnerUp, mayFollow: mayBeOffered(record, await allEditions(tx), await tx.now()) };
}
