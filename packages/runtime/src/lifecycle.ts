import type { Health } from './health.js';
import type { Logger } from './logger.js';

/** Where a process stands in its life. */
export type LifecycleState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'serving' }
  | { readonly phase: 'stopping'; readonly reason: string }
  | { readonly phase: 'stopped' };

export interface Lifecycle {
  readonly state: LifecycleState;
  /** Aborted when stopping begins: loops and waits end by it. */
  readonly signal: AbortSignal;
  /** What must be ended; run last registered first. */
  onStop(name: string, stop: () => Promise<void> | void): void;
}

export interface ProcessOptions {
  readonly service: string;
  readonly logger: Logger;
  readonly health: Health;
}

/** A process that has not ended by then is ended: a supervisor would kill it harder. */
const STOP_TIMEOUT_MS = 9_000;
const EXIT_FAILED = 1;

/**
 * Runs a process: start, serve, stop in reverse order on SIGTERM or SIGINT, exit 0.
 * A failed start is logged whole and exits 1; so does an error that nobody caught.
 */
export async function runProcess(
  options: ProcessOptions,
  start: (lifecycle: Lifecycle) => Promise<void>,
): Promise<void> {
  const { logger, health } = options;
  const abort = new AbortController();
  const stops: { name: string; stop: () => Promise<void> | void }[] = [];
  let state: LifecycleState = { phase: 'starting' };
  const isStopping = () => state.phase === 'stopping' || state.phase === 'stopped';

  async function stopAll(reason: string, exitCode: number): Promise<void> {
    if (isStopping()) return;
    state = { phase: 'stopping', reason };
    health.setServing(false);
    logger.info({ reason }, 'stopping');
    setTimeout(() => {
      logger.error({ waitedMs: STOP_TIMEOUT_MS }, 'did not stop in time');
      process.exit(EXIT_FAILED);
    }, STOP_TIMEOUT_MS).unref();
    abort.abort();
    for (const { name, stop } of stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        logger.error({ err: error, part: name }, 'a part did not stop cleanly');
      }
    }
    state = { phase: 'stopped' };
    logger.info('stopped');
    logger.flush();
    process.exit(exitCode);
  }

  process.once('SIGTERM', () => void stopAll('SIGTERM', 0));
  process.once('SIGINT', () => void stopAll('SIGINT', 0));
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception');
    void stopAll('uncaught exception', EXIT_FAILED);
  });
  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection');
    void stopAll('unhandled rejection', EXIT_FAILED);
  });

  try {
    await start({
      get state() {
        return state;
      },
      signal: abort.signal,
      onStop: (name, stop) => void stops.push({ name, stop }),
    });
  } catch (error) {
    if (isStopping()) return;
    logger.fatal({ err: error }, 'could not start');
    await stopAll('could not start', EXIT_FAILED);
    return;
  }
  if (isStopping()) return;
  state = { phase: 'serving' };
  health.setServing(true);
  logger.info({ pid: process.pid }, 'serving');
}
