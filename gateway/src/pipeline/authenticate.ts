import { actorOf, IssuerUnavailableError, TokenError, type TokenVerifier } from '@belgi/access';
import type { Budget } from './budget.js';
import type { Exchange, Rejection } from './exchange.js';
import type { Step } from './pipeline.js';

/** RFC 6750 §2.1; the scheme's name is case-insensitive. */
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Checks the bearer token once, for all subgraphs to come; without one the caller is anonymous.
 * Attack: forged tokens cost us a signature check each, so an address that keeps sending bad ones is cut short first.
 */
export function authenticateStep(verifier: TokenVerifier, refusals: Budget): Step {
  const refuse = (exchange: Exchange, reason: TokenError['reason']): Rejection => {
    refusals.take(exchange.clientAddress);
    return {
      code: 'UNAUTHENTICATED',
      // EXPIRED tells a front-end to refresh, INVALID to sign in anew.
      reason,
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    };
  };
  return {
    name: 'authenticate',
    async run(exchange) {
      const { authorization } = exchange.headers;
      if (authorization === undefined) return undefined;
      const wait = refusals.waitSeconds(exchange.clientAddress);
      if (wait > 0) {
        return { code: 'RATE_LIMITED', parameters: { seconds: wait }, headers: { 'retry-after': String(wait) } };
      }
      const token = BEARER.exec(authorization)?.[1];
      if (token === undefined) return refuse(exchange, 'INVALID');
      try {
        exchange.actor = actorOf(await verifier.verify(token));
        return undefined;
      } catch (error) {
        if (error instanceof TokenError) return refuse(exchange, error.reason);
        // No key of the issuer at hand: our fault, and the caller's token may be good.
        if (error instanceof IssuerUnavailableError) {
          return { code: 'AUTHENTICATION_UNAVAILABLE', headers: { 'retry-after': '5' } };
        }
        throw error;
      }
    },
  };
}
