import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { BATCH, sequenceBatch } from './sequence.js';
import { queueBacklog, treeSize } from './tree.store.js';

/** How long an entry waits for its position at most, in ms: little beside the seconds until the next checkpoint. */
export const POLL_MS = 250;
const GAUGES_EVERY_MS = 5_000;

/** The sequencer of one process. Any number may run: the tree's lock lets one work at a time. */
export function startSequencer(options: {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): { stop(): Promise<void> } {
  const { database, logger, metrics } = options;
  const waiting = metrics.gauge('belgi_ledger_waiting', 'Entries of the ledger without a position in the tree');
  const size = metrics.gauge('belgi_ledger_size', 'Leaves of the tree of the ledger');
  const gauges = async (): Promise<boolean> => {
    waiting.set((await queueBacklog(database)).waiting);
    size.set(await treeSize(database));
    return false;
  };
  const turn = async (): Promise<boolean> => (await sequenceBatch(database)) === BATCH;
  const loops: Loop[] = [
    startLoop({ name: 'sequencer', everyMs: POLL_MS, logger, turn }),
    startLoop({ name: 'ledger gauges', everyMs: GAUGES_EVERY_MS, logger, turn: gauges }),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}
