/**
 * An in-memory doorbell: `ring` wakes whoever waits, or one of them where each that finds work rings for the next; a ring
 * nobody waited for wakes the next who comes.
 */
export class Poke {
  #rung = false;
  readonly #waiting = new Set<() => void>();
  readonly #wakes: 'all' | 'one';

  constructor(wakes: 'all' | 'one' = 'all') {
    this.#wakes = wakes;
  }

  ring(): void {
    if (this.#waiting.size === 0) this.#rung = true;
    for (const wake of this.#waiting) {
      wake();
      if (this.#wakes === 'one') return;
    }
  }

  /** Resolves at a ring, after `timeoutMs`, or when `signal` aborts. */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#rung || signal?.aborted) {
      this.#rung = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}
