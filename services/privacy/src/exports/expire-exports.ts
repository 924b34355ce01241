import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { deleteExpired } from './exports.store.js';

/** Nothing waits for it: what has expired is not shown and not fetched already. In ms. */
const POLL_MS = 60_000;
/** Exports of some megabytes each, deleted in one statement. */
const BATCH = 20;

/** Destroys expired exports: the private key, the sealed parts, the links. Any number of replicas may run it. */
export function startExpiringExports(database: Database, logger: Logger, everyMs = POLL_MS): Loop {
  return startLoop({
    name: 'expired exports',
    everyMs,
    logger,
    turn: async () => (await deleteExpired(database, BATCH)) === BATCH,
  });
}
