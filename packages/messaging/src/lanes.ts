/** Runs jobs up to `limit` at a time, those of one key one after the other. Jobs must not reject. */
export class Lanes {
  readonly #last = new Map<string, Promise<void>>();
  readonly #all = new Set<Promise<void>>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves when the job has a place, not when it is done. */
  async add(key: string, job: () => Promise<void>): Promise<void> {
    while (this.#all.size >= this.#limit) await Promise.race(this.#all);
    const run = (this.#last.get(key) ?? Promise.resolve()).then(job).finally(() => {
      this.#all.delete(run);
      if (this.#last.get(key) === run) this.#last.delete(key);
    });
    this.#last.set(key, run);
    this.#all.add(run);
  }

  async idle(): Promise<void> {
    while (this.#all.size > 0) await Promise.all(this.#all);
  }
}
