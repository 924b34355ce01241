import { randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { accessTokenHash, DPOP_PROOF_TYPE } from './dpop-proof.js';

/** The client's half of RFC 9449, for our own command line, seeds and tests; an agency writes the like in its language. */
export interface ProofFor {
  readonly method: string;
  readonly url: string;
  /** Undefined at the token endpoint, where there is no token yet. */
  readonly accessToken?: string | undefined;
  /** Seconds since 1970; default: now. */
  readonly issuedAt?: number;
  readonly jti?: string;
}

/** A proof that the owner of the private key sends this request. */
export async function makeDpopProof(privateKey: JWK, made: ProofFor): Promise<string> {
  const { d: _secret, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, kid: _kid, use: _use, ...jwk } = privateKey;
  const { method, url, accessToken, issuedAt, jti = randomUUID() } = made;
  const ath = accessToken === undefined ? {} : { ath: accessTokenHash(accessToken) };
  const alg = privateKey.alg ?? 'EdDSA';
  return new SignJWT({ htm: method, htu: url, ...ath })
    .setProtectedHeader({ typ: DPOP_PROOF_TYPE, alg, jwk })
    .setJti(jti)
    .setIssuedAt(issuedAt)
    .sign(await importJWK(privateKey, alg));
}
