import type { Database } from '@belgi/database';
import { entryPaymentDue } from '../entries/entry.events.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot, updateEntries } from '../entries/entry.store.js';
import { nextReminder } from '../lots/lot.js';
import { updateLot } from '../lots/lot.store.js';
import { claimDueLot } from './due-lots.store.js';

/** Reminds who has a lot to pay for, at the hours before the end of the term that the lot's policy names; each once. */
export async function remindDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_REMIND');
    if (!lot) return false;
    const payer = (await entriesOfLot(tx, lot.id)).find((entry) => entry.state === 'WON');
    if (!payer || !lot.paymentDueAt) throw new Error('a lot reminds nobody');
    const now = await tx.now();
    await updateLot(tx, { ...lot, remindAt: nextReminder(lot.paymentDueAt, lot.policy, now) });
    // Whatever stopped the timekeeper: after the end of the term it is too late to remind.
    if (now >= lot.paymentDueAt) return true;
    const reminded: Entry = { ...payer, version: payer.version + 1 };
    await updateEntries(tx, [reminded]);
    await tx.publish(entryPaymentDue(reminded, lot));
    return true;
  });
}
