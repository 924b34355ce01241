import { localeOf } from '../locale.js';
import type { ClientAddress } from './client-address.js';
import type { Step } from './pipeline.js';

/** Who asks, in which language, under which number. The id itself was set or replaced by the HTTP server. */
export function requestIdStep(clientAddress: ClientAddress): Step {
  return {
    name: 'request-id',
    run(exchange) {
      exchange.locale = localeOf(exchange.headers['accept-language']);
      exchange.clientAddress = clientAddress(exchange.peer, exchange.headers['x-forwarded-for']);
      return undefined;
    },
  };
}
