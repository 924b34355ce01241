import type { Actor } from '@belgi/access';
import type { Locale } from '@belgi/contracts';

/** What is known of a request before the service adds its own. */
export interface RequestContext {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly requestId: string;
  /** The caller's IP address as the gateway saw it: for rate limits, never for logs. */
  readonly clientAddress: string;
  /** The verified access token, where one was sent. */
  readonly token?: string;
  /** The client's idempotency key (header `idempotency-key`). */
  readonly idempotencyKey?: string;
  /**
   * Below each root field that looks a person up, by response key: names of the fields that the whole operation asks for,
   * those of other services too. The gateway says it; empty: it looks nobody up, or this is not the service that is asked.
   */
  readonly asked: Readonly<Record<string, readonly string[]>>;
  /** Header `Sec-GPC: 1` (Global Privacy Control): what is optional is off unless the person switches it on. */
  readonly optsOut: boolean;
}

/** The context of resolvers and references. `L` is the service's own DataLoaders, fresh for each request. */
export interface SubgraphContext<L = unknown> extends RequestContext {
  readonly loaders: L;
}
