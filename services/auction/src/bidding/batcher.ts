/** Bids that may wait for one lot in one replica. At some thousands of bids a second this is under a second of waiting. */
export const MAX_WAITING = 2_000;
/** Bids decided in one transaction: it stays in the tens of milliseconds, and the row lock with it. */
export const MAX_BATCH = 256;
/** Lots whose batches run at once in one replica: more connections make a hot row slower, not faster. */
export const MAX_BATCHES_IN_FLIGHT = 4;

export interface BatcherOptions<Item, Result> {
  /** Decides a batch about one lot; one result per item, in order. Never called twice at once for one lot. */
  readonly run: (lotId: string, items: readonly Item[]) => Promise<readonly Result[]>;
  readonly maxWaiting?: number;
  readonly maxBatch?: number;
  readonly maxInFlight?: number;
}

export interface Batcher<Item, Result> {
  /** The item's result, or `BUSY` when too many wait already: then nothing was decided. */
  submit(lotId: string, item: Item): Promise<Result | 'BUSY'>;
  /** Resolves when nothing waits or runs any more. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One batch at a time per lot: when none is in flight an item goes at once, otherwise items gather until it returns.
 * No timer: a quiet lot waits for nobody, and a hot one makes larger batches by itself. Correct with any number of
 * replicas because the row lock is the referee; fast because it is taken once per batch.
 */
export function createBatcher<Item, Result>(options: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  const { run, maxWaiting = MAX_WAITING, maxBatch = MAX_BATCH, maxInFlight = MAX_BATCHES_IN_FLIGHT } = options;
  const waiting = new Map<string, Waiting<Item, Result>[]>();
  const running = new Set<string>();
  /** Lots with waiting items and no batch in flight, first come first served. */
  const ready: string[] = [];
  const idlers: (() => void)[] = [];

  const turn = (): void => {
    while (running.size < maxInFlight) {
      const lotId = ready.shift();
      if (lotId === undefined) break;
      void runOne(lotId);
    }
    if (running.size === 0 && waiting.size === 0) for (const wake of idlers.splice(0)) wake();
  };

  const runOne = async (lotId: string): Promise<void> => {
    const queue = waiting.get(lotId) ?? [];
    const batch = queue.splice(0, maxBatch);
    if (queue.length === 0) waiting.delete(lotId);
    running.add(lotId);
    try {
      const results = await run(
        lotId,
        batch.map(({ item }) => item),
      );
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('a batch gave too few results'));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      running.delete(lotId);
      if (waiting.has(lotId)) ready.push(lotId);
      turn();
    }
  };

  return {
    submit: (lotId, item) => {
      const queue = waiting.get(lotId) ?? [];
      if (queue.length >= maxWaiting) return Promise.resolve('BUSY');
      return new Promise<Result>((resolve, reject) => {
        queue.push({ item, resolve, reject });
        waiting.set(lotId, queue);
        if (queue.length === 1 && !running.has(lotId)) ready.push(lotId);
        turn();
      });
    },
    idle: () =>
      new Promise<void>((resolve) => (running.size === 0 && waiting.size === 0 ? resolve() : idlers.push(resolve))),
  };
}
