import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { publishDueRelease } from './publish-release.js';

/** How long after its time a release appears at most, in ms. */
const POLL_MS = 5_000;

/** Any number of replicas may run it: the releases' lock lets one publish. */
export function startPublishing(database: Database, logger: Logger, everyMs = POLL_MS): Loop {
  return startLoop({ name: 'statistics releases', everyMs, logger, turn: () => publishDueRelease(database) });
}
