import type { Database } from '@belgi/database';
import { lotOpened } from '../lots/lot.events.js';
import type { Lot } from '../lots/lot.js';
import { updateLot } from '../lots/lot.store.js';
import { callWatchers } from '../watching/watch-call.store.js';
import { claimDueLot } from './due-lots.store.js';

/** Opens the lot whose opening is due longest; false when none is. */
export async function openDueLot(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const lot = await claimDueLot(tx, 'TO_OPEN');
    if (!lot) return false;
    const opened: Lot = { ...lot, state: 'OPEN', version: lot.version + 1 };
    await updateLot(tx, opened);
    await tx.publish(lotOpened(opened));
    await callWatchers(tx, opened.id, 'OPENED');
    return true;
  });
}
