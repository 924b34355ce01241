import type { AccessClaims, TokenVerifier } from './access-token.js';
import { type ProofOf, verifyDpopProof } from './dpop-proof.js';
import { TokenError } from './token-error.js';

/** How a request shows its access token. */
export interface Presented {
  /** The `Authorization` header. */
  readonly authorization: string;
  /** The `DPoP` header, undefined when absent. */
  readonly proof: string | undefined;
  /** What the proof must have been made for; undefined where only the gateway can know. */
  readonly request?: ProofOf['request'];
}

export interface VerifiedToken {
  readonly token: string;
  readonly claims: AccessClaims;
  /** Of the proof that came with it, to be used once; undefined for a bearer token. */
  readonly proofId: string | undefined;
}

/** RFC 6750 §2.1 and RFC 9449 §7.1; the scheme's name is case-insensitive. */
const AUTHORIZATION = /^(Bearer|DPoP) +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Verifies the access token of a request, and for one that is bound to a key the proof that its owner sends it.
 * Attack: a bound token that was read somewhere is sent as a bearer token; a bearer token is dressed up as a bound one.
 * @throws TokenError EXPIRED, INVALID, PROOF_REQUIRED or PROOF_INVALID; IssuerUnavailableError
 */
export async function verifyPresented(verifier: TokenVerifier, presented: Presented): Promise<VerifiedToken> {
  const [, scheme = '', token] = AUTHORIZATION.exec(presented.authorization) ?? [];
  if (token === undefined) throw new TokenError('INVALID');
  const claims = await verifier.verify(token);
  const jkt = claims.kind === 'agency' ? claims.cnf.jkt : undefined;
  const bound = scheme.toLowerCase() === 'dpop';
  if (jkt === undefined) {
    if (bound) throw new TokenError('INVALID');
    return { token, claims, proofId: undefined };
  }
  if (!bound || presented.proof === undefined) throw new TokenError('PROOF_REQUIRED');
  const { request } = presented;
  const proofId = await verifyDpopProof(presented.proof, { accessToken: token, jkt, request });
  return { token, claims, proofId };
}
