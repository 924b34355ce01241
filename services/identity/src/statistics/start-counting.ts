import { type Loop, startLoop } from '@belgi/database';
import type { Ports } from '../ports.js';
import { countNextWindow } from './count-window.js';
import { countedGroups } from './statistics.js';

/** How long a window that may be closed stays open at most, in ms. */
const POLL_MS = 5_000;

/** Any number of replicas may run it: the windows' lock lets one count at a time. */
export function startCounting(ports: Pick<Ports, 'database' | 'vault' | 'logger'>, everyMs = POLL_MS): Loop {
  return startLoop({
    name: 'statistics',
    everyMs,
    logger: ports.logger,
    turn: async () => {
      let worked = false;
      for (const group of countedGroups) if (await countNextWindow(ports, group)) worked = true;
      return worked;
    },
  });
}
