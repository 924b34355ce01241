import type { Database } from '@belgi/database';
import { spendDeposit } from '../bank/bank-order.store.js';
import { entryForfeited } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot, updateEntries } from '../entries/entry.store.js';
import { lotSettled } from '../lots/lot.events.js';
import type { Lot } from '../lots/lot.js';
import { forgetAnswers, updateLot } from '../lots/lot.store.js';
import { claimDueLot } from './due-lots.store.js';

/** The winner did not pay in time: the deposit, if one is held, is forfeited and the lot unsold. */
export async function defaultDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_DEFAULT');
    if (!lot) return false;
    const winner = (await entriesOfLot(tx, lot.id)).find((entry) => entry.state === 'WON');
    if (!winner) throw new Error('a lot awaits payment from nobody');
    const forfeited: Entry = { ...winner, state: 'FORFEITED', version: winner.version + 1 };
    const unsold: Lot = { ...lot, state: 'UNSOLD', settledAt: await tx.now(), version: lot.version + 1 };
    await updateEntries(tx, [forfeited]);
    if (winner.depositHeld) await spendDeposit(tx, winner.id, 'FORFEITED');
    await updateLot(tx, unsold);
    await forgetAnswers(tx, lot.id);
    await tx.publish(lotSettled(unsold), entryForfeited(forfeited, unsold));
    return true;
  });
}
