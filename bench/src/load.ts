export interface Load {
  /** Of each operation, in ms, from call to answer. */
  readonly latenciesMs: readonly number[];
  /** From the first call to the last answer. */
  readonly seconds: number;
  readonly perSecond: number;
}

/** How much a measurement asks for. */
export interface LoadSize {
  readonly callers: number;
  readonly operations: number;
  /** Ends earlier than `operations` after this long: a slice keeps its time on a busy machine too. */
  readonly atMostSeconds?: number;
}

/**
 * A closed loop: `callers` side by side, each calling again as soon as it has its answer, until `operations` are done.
 * `operation` gets the number of its caller (0-based). An operation that throws ends the measurement.
 */
export async function closedLoop(
  { callers, operations, atMostSeconds = Number.POSITIVE_INFINITY }: LoadSize,
  operation: (caller: number) => Promise<unknown>,
): Promise<Load> {
  const latenciesMs: number[] = [];
  let left = operations;
  const started = performance.now();
  const deadline = started + atMostSeconds * 1_000;
  const call = async (caller: number): Promise<void> => {
    while (left > 0 && performance.now() < deadline) {
      left -= 1;
      const start = performance.now();
      await operation(caller);
      latenciesMs.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  const seconds = (performance.now() - started) / 1_000;
  return { latenciesMs, seconds, perSecond: latenciesMs.length / seconds };
}

/** Runs `work` for each of `count`, at most `width` side by side: setting up must not starve itself of two cores. */
export async function inParallel<T>(count: number, width: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = new Array(count);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
  return results;
}
