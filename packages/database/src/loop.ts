import type { Logger } from '@belgi/runtime';
import { Poke } from './poke.js';

/** Longest pause between turns that keep failing, in ms: short enough that nobody waits for a recovered server. */
const MAX_BACK_OFF_MS = 5_000;

export interface Loop {
  /** Ends after the turn in progress. */
  stop(): Promise<void>;
}

/**
 * Calls `turn` again and again: at once while it answers `true` (there is more), else after `everyMs` or a poke.
 * A turn that throws is logged once per streak and retried with back-off.
 */
export function startLoop(options: {
  name: string;
  everyMs: number;
  poke?: Poke;
  logger: Logger;
  turn: (signal: AbortSignal) => Promise<boolean>;
}): Loop {
  const { name, everyMs, logger, turn } = options;
  const stopping = new AbortController();
  const poke = options.poke ?? new Poke();
  const run = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const more = await turn(stopping.signal);
        if (failures > 0) logger.info({ loop: name, failures }, 'loop recovered');
        failures = 0;
        if (!more) await poke.wait(everyMs, stopping.signal);
      } catch (error) {
        failures += 1;
        if (failures === 1) logger.warn({ loop: name, err: error }, 'loop turn failed, trying again');
        await new Poke().wait(Math.min(everyMs * 2 ** failures, MAX_BACK_OFF_MS), stopping.signal);
      }
    }
  };
  const done = run();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}
