import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger, Metrics } from '@belgi/runtime';
import type { Graphs } from './graphs.js';

/** How often the file is looked at. Polling sees renames, symlinks and mounted config maps alike; events do not. */
const LOOK_EVERY_MS = 500;

/** The graphs that a file holds. */
export interface GraphFile {
  current(): Graphs | undefined;
  /** Why the file as it is now does not run; undefined when it does. */
  fault(): string | undefined;
  close(): Promise<void>;
}

export interface GraphFileOptions {
  readonly file: string;
  readonly open: (supergraph: string) => Promise<Graphs>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Runs the supergraph in a file and follows its changes. A file that is missing or bad leaves the running graph as it
 * is; a good one takes over between two requests, and the former ends when its last operation has.
 */
export async function openGraphFile({ file, open, logger, metrics }: GraphFileOptions): Promise<GraphFile> {
  const reloads = metrics.counter('belgi_gateway_supergraph_loads_total', 'Supergraphs read', ['outcome']);
  let current: Graphs | undefined;
  let seen: string | undefined;
  let fault: string | undefined;

  const load = async () => {
    try {
      const supergraph = await readFile(file, 'utf8');
      if (supergraph === seen) return;
      seen = supergraph;
      const next = await open(supergraph);
      const former = current;
      current = next;
      fault = undefined;
      reloads.inc({ outcome: 'loaded' });
      logger.info({ supergraph: next.id.slice(0, 12), former: former?.id.slice(0, 12) }, 'supergraph loaded');
      // Not awaited: a long operation on the former graph must not hold back the next reload.
      former?.retire().catch((err: unknown) => logger.error({ err }, 'a former supergraph did not end cleanly'));
    } catch (err) {
      if (isMissing(err)) seen = undefined;
      fault = err instanceof Error ? err.message : String(err);
      reloads.inc({ outcome: 'refused' });
      logger.error({ err, running: current?.id.slice(0, 12) }, 'supergraph refused, the running one stays');
    }
  };

  // One after the other: two loads side by side could finish in the wrong order.
  let loading = Promise.resolve();
  const look = () => {
    loading = loading.then(load);
  };
  // Watched before it is read, so that no change falls between the two.
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, look);
  look();
  await loading;
  return {
    current: () => current,
    fault: () => fault,
    close: async () => {
      unwatchFile(file, look);
      await loading;
      await current?.retire();
    },
  };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
