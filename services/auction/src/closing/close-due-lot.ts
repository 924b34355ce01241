import type { Database } from '@belgi/database';
import { refundDeposits } from '../bank/bank-order.store.js';
import { forgetMaximum } from '../bidding/maximum.store.js';
import { entryReleased, entryWon } from '../entries/entry.events.js';
import { entriesOfLot, updateEntries } from '../entries/entry.store.js';
import { lotAwarded, lotClosed, lotSettled } from '../lots/lot.events.js';
import { forgetAnswers, updateLot } from '../lots/lot.store.js';
import { closeLot } from './closing.js';
import { claimDueLot } from './due-lots.store.js';

/**
 * Closes the lot whose end is due longest: awards it to the highest bid, or leaves it unsold. A command on the same
 * row as bids: a bid in flight either committed before and counts, or finds the lot closed.
 */
export async function closeDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_CLOSE');
    if (!lot) return false;
    const now = await tx.now();
    const { closed, result, won, released } = closeLot(lot, await entriesOfLot(tx, lot.id), now);
    await updateLot(tx, result);
    await forgetMaximum(tx, lot.id);
    const out = released.map(({ entry }) => entry);
    await updateEntries(tx, won ? [won, ...out] : out);
    await refundDeposits(
      tx,
      out.map((entry) => entry.id),
    );
    if (result.state === 'UNSOLD') await forgetAnswers(tx, lot.id);
    await tx.publish(
      lotClosed(closed),
      won ? lotAwarded(result) : lotSettled(result),
      ...(won ? [entryWon(won, result)] : []),
      ...released.map((one) => entryReleased(one, result, won ? 'LOST' : 'LOT_UNSOLD')),
    );
    return true;
  });
}
