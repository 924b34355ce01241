import { LRUCache } from 'lru-cache';

/** Callers remembered per budget and process, some 100 bytes each; the least recently seen is forgotten (and full again). */
const MAX_CALLERS = 50_000;
/** A budget holds this many seconds of its rate: a page that opens with a dozen requests is not an attack. */
const BURST_SECONDS = 4;

/** A token bucket per caller, in this process's memory: replicas count apart until step 4 leases budgets over NATS. */
export interface Budget {
  /** Takes one; 0 when there was one left, else whole seconds until there is. */
  take(caller: string): number;
  /** Like `take`, but takes nothing. */
  waitSeconds(caller: string): number;
}

/**
 * @param perSecond refill rate of each caller
 * @param now milliseconds of a clock that never runs back
 */
export function createBudget(perSecond: number, now: () => number = () => performance.now()): Budget {
  const size = Math.max(1, perSecond * BURST_SECONDS);
  const callers = new LRUCache<string, { left: number; at: number }>({ max: MAX_CALLERS });
  const look = (caller: string) => {
    const at = now();
    const known = callers.get(caller);
    if (known === undefined) return { left: size, at };
    return { left: Math.min(size, known.left + ((at - known.at) / 1_000) * perSecond), at };
  };
  const wait = (left: number) => (left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond)));
  return {
    take(caller) {
      const bucket = look(caller);
      const seconds = wait(bucket.left);
      if (seconds === 0) bucket.left -= 1;
      callers.set(caller, bucket);
      return seconds;
    },
    waitSeconds: (caller) => wait(look(caller).left),
  };
}
