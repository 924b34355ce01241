import type { Database, Transaction } from '@belgi/database';
import { refundDeposits, spendDeposit } from '../bank/bank-order.store.js';
import { mayBeOffered } from '../bidders/bidder.js';
import { allEditions } from '../bidders/bidder.store.js';
import { entryForfeited, entryReleased, entryWon } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot, updateEntries } from '../entries/entry.store.js';
import { lotOffered, lotSettled } from '../lots/lot.events.js';
import type { Lot } from '../lots/lot.js';
import { forgetAnswers, updateLot } from '../lots/lot.store.js';
import { giveStrike } from '../standing/give-strike.js';
import { lockForStrike } from '../standing/standing.store.js';
import { defaultLot } from './defaulting.js';
import { claimDueLot } from './due-lots.store.js';

/**
 * The payer of a lot did not pay in time: the deposit, if one is held, is forfeited, a strike is given, and the lot is
 * offered to who bid second, or is unsold. Locks: lot, then both people in the order of their ids.
 */
export async function defaultDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_DEFAULT');
    if (!lot) return false;
    const entries = await entriesOfLot(tx, lot.id);
    const payer = entries.find((entry) => entry.state === 'WON');
    if (!payer) throw new Error('a lot awaits payment from nobody');
    const second = await secondOf(tx, lot, entries, payer);
    const now = await tx.now();
    const { forfeited, result, offered, released } = defaultLot(lot, payer, second, now);
    await updateEntries(tx, [forfeited, ...(offered ? [offered] : []), ...(released ? [released.entry] : [])]);
    if (payer.depositHeld) await spendDeposit(tx, payer.id, 'FORFEITED');
    if (released) await refundDeposits(tx, [released.entry.id]);
    await updateLot(tx, result);
    if (!offered) await forgetAnswers(tx, lot.id);
    await tx.publish(
      offered ? lotOffered(result) : lotSettled(result),
      entryForfeited(forfeited, result),
      ...(offered ? [entryWon(offered, result)] : []),
      ...(released ? [entryReleased(released, result, 'LOT_UNSOLD')] : []),
    );
    await giveStrike(tx, { entry: payer, lot, now });
    return true;
  });
}

/** Who waits for a second offer, and whether they may still take part; both rows are locked, so that it stays so. */
async function secondOf(tx: Transaction, lot: Lot, entries: readonly Entry[], payer: Entry) {
  const entry = entries.find(({ id, state }) => id === lot.runnerUp?.entryId && state === 'OUTBID') ?? null;
  const records = await lockForStrike(tx, [payer.bidderId, ...(entry ? [entry.bidderId] : [])]);
  if (!entry) return null;
  const record = records.get(entry.bidderId);
  return { entry, mayTakePart: mayBeOffered(record, await allEditions(tx), await tx.now()) };
}
