import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose';
import { z } from 'zod';
import { TokenError } from './token-error.js';

export const DPOP_PROOF_TYPE = 'dpop+jwt';
/** Asymmetric ones only (RFC 9449 §11.6, RFC 9700 §2.5); `none` and HMAC are not among them. */
export const DPOP_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'PS256'] as const;
/** A proof is made for one request and sent at once; a minute forgives a slow line and a clock that is a little off. */
export const PROOF_WINDOW_SECONDS = 60;
/** An RSA key and a long URL have some 1,500 characters. */
const MAX_PROOF_CHARS = 4_096;
/** A UUID has 36; the number is stored for as long as a proof could be sent again. */
const MAX_JTI_CHARS = 128;

const proofClaims = z.object({
  jti: z.string().min(1).max(MAX_JTI_CHARS),
  htm: z.string(),
  htu: z.string(),
  iat: z.number().int(),
  ath: z.string(),
});

/** What a proof must fit. */
export interface ProofOf {
  readonly accessToken: string;
  /** SHA-256 thumbprint (RFC 7638) of the key that the token is bound to: its `cnf.jkt`. */
  readonly jkt: string;
  /**
   * The request it was made for. Undefined behind the gateway, which checked it: a service sees neither the address nor
   * the method that the client used.
   */
  readonly request?: { readonly method: string; readonly url: string } | undefined;
}

/** SHA-256 of the access token, as `ath` has it. */
export const accessTokenHash = (accessToken: string): string =>
  createHash('sha256').update(accessToken).digest('base64url');

/**
 * Checks a proof of possession (RFC 9449 §4.3): type, signature by the key it brings, that this is the key of the token,
 * the token, the request, the time. Whether it was used before is for the caller to find out, by the returned id.
 * @returns an id of this proof: the same for the same `jti` of the same key
 * @throws TokenError PROOF_INVALID
 */
export async function verifyDpopProof(proof: string, { accessToken, jkt, request }: ProofOf): Promise<string> {
  if (proof.length > MAX_PROOF_CHARS) throw new TokenError('PROOF_INVALID');
  const { payload, protectedHeader } = await signedByItsKey(proof);
  const claims = proofClaims.safeParse(payload);
  if (!claims.success) throw new TokenError('PROOF_INVALID', { cause: claims.error });
  const { jti, htm, htu, iat, ath } = claims.data;
  const { jwk } = protectedHeader;
  const fits =
    jwk !== undefined &&
    (await calculateJwkThumbprint(jwk)) === jkt &&
    ath === accessTokenHash(accessToken) &&
    Math.abs(Date.now() / 1000 - iat) <= PROOF_WINDOW_SECONDS &&
    (request === undefined || (htm === request.method && addressOf(htu) === addressOf(request.url)));
  if (!fits) throw new TokenError('PROOF_INVALID');
  return createHash('sha256')
    .update(JSON.stringify([jkt, jti]))
    .digest('hex');
}

async function signedByItsKey(proof: string): Promise<JWTVerifyResult<JWTPayload>> {
  try {
    return await jwtVerify(proof, EmbeddedJWK, { algorithms: [...DPOP_ALGORITHMS], typ: DPOP_PROOF_TYPE });
  } catch (cause) {
    throw new TokenError('PROOF_INVALID', { cause });
  }
}

/** Without query and fragment (RFC 9449 §4.3, 9), and in the one spelling that a URL has. */
function addressOf(text: string): string | undefined {
  const url = URL.parse(text);
  return url === null ? undefined : url.origin + url.pathname;
}
