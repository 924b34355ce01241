import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** W3C Trace Context, version 00: `00-<32 hex>-<16 hex>-<2 hex>`. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The `traceparent` of the work at hand, if any: goes into subgraph requests, outbox rows and log lines. */
export function currentTrace(): string | undefined {
  return storage.getStore();
}

/** Runs `work` as a child of `traceparent`, or as the root of a new trace when that is absent or malformed. */
export function withTrace<T>(traceparent: string | undefined, work: () => T): T {
  return storage.run(childOf(traceparent), work);
}

/** A new span id within the same trace; a new trace when there is none. */
export function childOf(traceparent: string | undefined): string {
  const span = randomBytes(8).toString('hex');
  if (traceparent && TRACEPARENT.test(traceparent)) {
    const [, trace, , flags] = traceparent.split('-');
    return `00-${trace}-${span}-${flags}`;
  }
  return `00-${randomBytes(16).toString('hex')}-${span}-01`;
}
