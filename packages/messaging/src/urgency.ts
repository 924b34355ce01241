/** Longest that other work waits for what is urgent, in ms, each time: a storm of urgent facts slows it and does not stop it. */
const MAX_PAUSE_MS = 250;

/**
 * What goes first within one process. A withdrawal must not queue behind the mail and the reminders of an evening: they use the
 * same processor and lock the same rows.
 */
export class Urgency {
  #running = 0;
  /** Settled when nothing urgent is being done any more. */
  #quiet = Promise.withResolvers<void>();

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running === 0) this.#quiet = Promise.withResolvers();
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#quiet.resolve();
    }
  }

  /** Resolves at once while nothing urgent is being done, else when it is done or after MAX_PAUSE_MS. */
  async pause(): Promise<void> {
    if (this.#running === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, MAX_PAUSE_MS);
    await Promise.race([this.#quiet.promise, promise]);
    clearTimeout(timer);
  }
}
