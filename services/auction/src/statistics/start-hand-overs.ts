import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { handOverDueDay } from './hand-over-day.js';

/** How long after its time a day is handed over at most, in ms. */
const POLL_MS = 5_000;

/** Any number of replicas may run it. Days that were missed are made up for, the oldest first. */
export function startHandOvers(database: Database, logger: Logger, everyMs = POLL_MS): Loop {
  return startLoop({ name: 'statistics hand-over', everyMs, logger, turn: () => handOverDueDay(database) });
}
