import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { freeDueLot } from '../reservations/end-reservation.js';
import { closeDueLot } from './close-due-lot.js';
import { defaultDueLot } from './default-due-lot.js';
import { type Due, dueKinds } from './due-lots.store.js';
import { openDueLot } from './open-due-lot.js';
import { remindDueLot } from './remind-due-lot.js';

/** How late a lot may open or close, in ms. Bids go by the clock anyway: after the end they are refused, closed or not. */
const POLL_MS = 250;

const commands: Record<Due, (database: Database) => Promise<boolean>> = {
  TO_OPEN: openDueLot,
  TO_CLOSE: closeDueLot,
  TO_REMIND: remindDueLot,
  TO_DEFAULT: defaultDueLot,
  TO_FREE: freeDueLot,
};

/** One turn: everything that is due, one lot per transaction. Any number of replicas may turn at once. */
export async function keepTime(database: Database, signal?: AbortSignal): Promise<boolean> {
  let worked = false;
  for (const due of await dueKinds(database)) {
    while (!signal?.aborted && (await commands[due](database))) worked = true;
  }
  return worked;
}

/** Opens, closes and settles lots at their time until stopped. */
export function startTimekeeper(database: Database, logger: Logger): Loop {
  return startLoop({
    name: 'timekeeper',
    everyMs: POLL_MS,
    logger,
    turn: (signal) => keepTime(database, signal),
  });
}
