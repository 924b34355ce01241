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

/**
 * An open loop: `operation` is begun `perSecond` times a second, `operations` times in all, however long each takes: as
 * people come who do not wait for one another. Resolves when all have their answers; one that throws ends it.
 * @returns `perSecond`: how many were begun a second; less than asked for where this process did not keep up
 */
export async function openLoop(
  { perSecond, operations }: { readonly perSecond: number; readonly operations: number },
  operation: (index: number) => Promise<unknown>,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const running: Promise<void>[] = [];
  const failed: unknown[] = [];
  const started = performance.now();
  const run = async (index: number): Promise<void> => {
    const start = performance.now();
    try {
      await operation(index);
      latenciesMs.push(performance.now() - start);
    } catch (error) {
      failed.push(error);
    }
  };
  for (let begun = 0; begun < operations && failed.length === 0; ) {
    const due = Math.min(operations, Math.floor(((performance.now() - started) / 1_000) * perSecond) + 1);
    while (begun < due) running.push(run(begun++));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
  }
  const begunSeconds = Math.max((performance.now() - started) / 1_000, operations / perSecond);
  await Promise.all(running);
  if (failed.length > 0) throw failed[0];
  return { latenciesMs, seconds: (performance.now() - started) / 1_000, perSecond: operations / begunSeconds };
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
