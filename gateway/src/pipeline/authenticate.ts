import type { Budget } from './budget.js';
import type { Caller } from './caller.js';
import type { Step } from './pipeline.js';

/**
 * Checks the token once, for all subgraphs to come; without one the caller is anonymous.
 * Attack: forged tokens cost us a signature check each, so an address that keeps sending bad ones is cut short first.
 */
export function authenticateStep(caller: Caller, refusals: Budget): Step {
  return {
    name: 'authenticate',
    async run(exchange) {
      const { headers, method, target } = exchange;
      const { authorization } = headers;
      if (authorization === undefined) return undefined;
      const wait = refusals.waitSeconds(exchange.clientAddress);
      if (wait > 0) {
        return { code: 'RATE_LIMITED', parameters: { seconds: wait }, headers: { 'retry-after': String(wait) } };
      }
      const proof = typeof headers['dpop'] === 'string' ? headers['dpop'] : undefined;
      const known = await caller({ authorization, proof, method, target });
      if ('actor' in known) {
        exchange.actor = known.actor;
        return undefined;
      }
      if (known.rejection.code === 'UNAUTHENTICATED') refusals.take(exchange.clientAddress);
      return known.rejection;
    },
  };
}
