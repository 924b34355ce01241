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
  /** Header `Sec-GPC: 1` (Global Privacy Control): what is optional is off unless the person switches it on. */
  readonly optsOut: boolean;
}

/** The context of resolvers and references. `L` is the service's own DataLoaders, fresh for each request. */
export interface SubgraphContext<L = unknown> extends RequestContext {
  readonly loaders: L;
}
