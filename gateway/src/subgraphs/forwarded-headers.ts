import { currentTrace } from '@belgi/runtime';
import type { Exchange } from '../pipeline/exchange.js';

/** Headers of the client that reach a subgraph as they came. Everything else stays outside. */
const FORWARDED = ['authorization', 'dpop', 'accept-language', 'idempotency-key', 'sec-gpc'] as const;

/** What a service trusts because only the gateway can say it. */
export interface OwnHeaders {
  readonly requestId: string;
  readonly clientAddress: string;
  readonly deploymentSecret: string;
}

/** Headers that the gateway answers for; a client's headers of these names never pass. */
export function ownHeaders({ requestId, clientAddress, deploymentSecret }: OwnHeaders): Record<string, string> {
  const trace = currentTrace();
  return {
    'x-request-id': requestId,
    'x-belgi-client-address': clientAddress,
    'belgi-deployment-secret': deploymentSecret,
    ...(trace !== undefined && { traceparent: trace }),
  };
}

/**
 * Headers of a request to a subgraph, built from a list and never copied: a client that sends
 * `belgi-deployment-secret` or `x-belgi-client-address` itself is simply not heard.
 */
export function subgraphHeaders(exchange: Exchange, deploymentSecret: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...ownHeaders({ requestId: exchange.requestId, clientAddress: exchange.clientAddress, deploymentSecret }),
  };
  for (const name of FORWARDED) {
    const value = exchange.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
