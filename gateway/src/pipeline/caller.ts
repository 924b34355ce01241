import {
  type Actor,
  actorOf,
  IssuerUnavailableError,
  TokenError,
  type TokenVerifier,
  verifyPresented,
} from '@belgi/access';
import type { UsedProofs } from '../subgraphs/used-proofs.js';
import type { Rejection } from './exchange.js';

/** How a request shows who sends it. */
export interface Shown {
  readonly authorization: string;
  readonly proof: string | undefined;
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
}

/** Verifies the access token of a request, with its proof where the token is bound to a key. */
export type Caller = (shown: Shown) => Promise<{ readonly actor: Actor } | { readonly rejection: Rejection }>;

export interface CallerOptions {
  readonly verifier: TokenVerifier;
  readonly usedProofs: UsedProofs;
  /** Proofs are made for addresses under it, whatever host the request names. */
  readonly publicUrl: string;
}

export function createCaller({ verifier, usedProofs, publicUrl }: CallerOptions): Caller {
  const { origin } = new URL(publicUrl);
  return async ({ authorization, proof, method, target }) => {
    try {
      const request = { method, url: origin + target };
      const { claims, proofId } = await verifyPresented(verifier, { authorization, proof, request });
      if (proofId !== undefined) {
        const outcome = await usedProofs.use(proofId);
        if (outcome === 'UNKNOWN') return { rejection: unavailable() };
        if (outcome === 'USED_BEFORE') return { rejection: refused(authorization, 'PROOF_INVALID') };
      }
      return { actor: actorOf(claims) };
    } catch (error) {
      if (error instanceof TokenError) return { rejection: refused(authorization, error.reason) };
      // No key of the issuer at hand: our fault, and the caller's token may be good.
      if (error instanceof IssuerUnavailableError) return { rejection: unavailable() };
      throw error;
    }
  };
}

const unavailable = (): Rejection => ({ code: 'AUTHENTICATION_UNAVAILABLE', headers: { 'retry-after': '5' } });

/** EXPIRED tells a client to get a new token, INVALID to sign in anew, PROOF_… to mend its proof (RFC 9449 §7.1). */
function refused(authorization: string, reason: TokenError['reason']): Rejection {
  const proof = reason === 'PROOF_REQUIRED' || reason === 'PROOF_INVALID';
  const scheme = proof || /^DPoP /i.test(authorization) ? 'DPoP' : 'Bearer';
  const error = proof ? 'invalid_dpop_proof' : 'invalid_token';
  return { code: 'UNAUTHENTICATED', reason, headers: { 'www-authenticate': `${scheme} error="${error}"` } };
}
