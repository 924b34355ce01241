/**
 * Jobs gather while a batch of them is under way and then make the next one: nothing waits for company, and a crowd makes larger
 * batches by itself. At most one job of each key in a batch, so that those of one key stay in their order. `run` must not reject.
 */
export class Gathering<Job> {
  readonly #limit: number;
  readonly #run: (jobs: readonly Job[]) => Promise<void>;
  readonly #keyOf: (job: Job) => string;
  #waiting: Job[] = [];
  #running: Promise<void> | undefined;
  /** Settled when the next batch has been taken out of what waits. */
  #taken = Promise.withResolvers<void>();

  constructor(limit: number, keyOf: (job: Job) => string, run: (jobs: readonly Job[]) => Promise<void>) {
    this.#limit = limit;
    this.#keyOf = keyOf;
    this.#run = run;
  }

  /** Resolves when there is room for another one, not when the job is done. */
  async add(job: Job): Promise<void> {
    this.#waiting.push(job);
    this.#running ??= this.#runAll();
    while (this.#waiting.length >= this.#limit) await this.#taken.promise;
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    // What has arrived by the end of this turn of the event loop goes together.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#next();
      this.#taken.resolve();
      this.#taken = Promise.withResolvers();
      await this.#run(batch);
    }
    this.#running = undefined;
  }

  /** In the order of keys: who locks by them locks in one order everywhere. */
  #next(): Job[] {
    const batch = new Map<string, Job>();
    const later: Job[] = [];
    for (const job of this.#waiting) {
      const key = this.#keyOf(job);
      if (batch.size === this.#limit || batch.has(key)) later.push(job);
      else batch.set(key, job);
    }
    this.#waiting = later;
    return [...batch].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
  }
}
