import { type Loop, startLoop } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { countLateNotices } from './notices.store.js';
import { revealNotice } from './reveal-notice.js';

/** How long after the end of a delay the notice goes out at most, in ms; what is shown does not wait for it. */
const POLL_MS = 2_000;
/** Lateness is counted in days, so this is often enough; in turns. */
const COUNT_EVERY_TURNS = 15;

/** Any number of replicas may run it: each takes reads that no other holds. */
export function startReveals(
  parts: Parameters<typeof revealNotice>[0],
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
  everyMs = POLL_MS,
): Loop {
  const late = metrics.gauge(
    'belgi_disclosure_notices_late',
    'Reads by agencies of which the person was not told in time: still not (overdue), or late',
    ['state'],
  );
  let turns = 0;
  return startLoop({
    name: 'notices that waited',
    everyMs,
    logger,
    turn: async () => {
      if (turns++ % COUNT_EVERY_TURNS === 0) {
        const counted = await countLateNotices(parts.database);
        late.set({ state: 'overdue' }, counted.overdue);
        late.set({ state: 'late' }, counted.late);
      }
      return revealNotice(parts);
    },
  });
}
