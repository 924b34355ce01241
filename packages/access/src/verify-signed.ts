import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Jwks } from './jwks.js';
import { IssuerUnavailableError, TokenError } from './token-error.js';

/** Machines of one deployment may disagree by this much. */
export const CLOCK_TOLERANCE_SECONDS = 5;

export interface Expected {
  readonly typ: string;
  readonly issuer: string;
  readonly audience: string;
}

/**
 * Checks signature, `typ`, issuer, audience and expiry of one compact JWS.
 * Only EdDSA is accepted, whatever the header asks for (RFC 8725 §3.1: `none` and key confusion).
 * @throws TokenError EXPIRED or INVALID; IssuerUnavailableError when no key is at hand
 */
export async function verifySigned(token: string, jwks: Jwks, expected: Expected): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid === undefined ? undefined : await jwks.keyFor(kid);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ['EdDSA'],
        typ: expected.typ,
        issuer: expected.issuer,
        audience: expected.audience,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      },
    );
    return payload;
  } catch (cause) {
    if (cause instanceof IssuerUnavailableError) throw cause;
    throw new TokenError(cause instanceof errors.JWTExpired ? 'EXPIRED' : 'INVALID', { cause });
  }
}
