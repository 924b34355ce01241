/** How often it is checked whether whoever started us is still there. */
const PARENT_CHECK_MS = 500;
/** One Ctrl-C arrives several times: from the terminal, from npm and from the bootstrap script. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Aborts on the first reason to stop: Ctrl-C, a request to end, a closed terminal, or the end of whoever
 * started us (npm shot down hands on no signal). `onAgain` is called for each further signal.
 */
export function stopSignal(onAgain: () => void): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = (reason: string): void => {
    if (!controller.signal.aborted) {
      first = Date.now();
      controller.abort(new Stopped(reason));
    } else if (Date.now() - first > SAME_SIGNAL_MS) onAgain();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid !== parent && !controller.signal.aborted) stop('its parent ended');
  }, PARENT_CHECK_MS);
  check.unref();
  return controller.signal;
}

export class Stopped extends Error {
  constructor(reason: string) {
    super(`stopped: ${reason}`);
    this.name = 'Stopped';
  }
}
