import { createHash } from 'node:crypto';
import { staffRoleSchema } from '@belgi/contracts';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Jwks } from './jwks.js';
import { TokenError } from './token-error.js';
import { CLOCK_TOLERANCE_SECONDS, verifySigned } from './verify-signed.js';

export const ACCESS_TOKEN_TYPE = 'at+jwt';
export const ACCESS_TOKEN_AUDIENCE = 'belgi';
/** Short, because nobody is asked whether it was revoked. */
export const ACCESS_TOKEN_TTL_SECONDS = 5 * 60;
/** Verified tokens remembered per process: about 1 KB each, and five minutes of a busy evening. */
const CACHED_TOKENS = 20_000;
/** A token of ours has some 600 characters, with its ten grants 1,900; a longer one is not worth a signature check. */
const MAX_TOKEN_CHARS = 4096;
/** What an agency asks for beside its scopes (RFC 9396): to read under one grant. */
export const GRANT_DETAIL_TYPE = 'disclosure-grant';
/** Grants that one token may carry: a handful of letters at once; more are more tokens. */
export const MAX_TOKEN_GRANTS = 10;

const shared = {
  sub: z.string().min(1),
  iss: z.string(),
  exp: z.number().int(),
  iat: z.number().int(),
  scope: z.string().optional(),
};
const accessClaims = z.discriminatedUnion('kind', [
  z.object({
    ...shared,
    kind: z.literal('citizen'),
    sid: z.string().min(1),
    edition: z.number().int().optional(),
    epoch: z.number().int().optional(),
    /** When the password was given (OpenID Connect Core §2); refreshing does not move it. Seconds. */
    auth_time: z.number().int().optional(),
  }),
  z.object({ ...shared, kind: z.literal('staff'), sid: z.string().min(1), roles: z.array(staffRoleSchema) }),
  z.object({
    ...shared,
    kind: z.literal('agency'),
    client_id: z.string().min(1),
    /** As registered at identity, so that receivers can name the agency without a copy of the register. */
    agency_name: z.string().min(1),
    /** Its member on the exchange layer, where it has one: what `X-Road-Client` must begin with. */
    x_road_member: z.string().min(1).optional(),
    /** The key whose owner may use the token (RFC 9449 §6.1); no agency has a token without. */
    cnf: z.object({ jkt: z.string().min(1) }),
    authorization_details: z
      .array(z.object({ type: z.literal(GRANT_DETAIL_TYPE), grant_id: z.string().min(1) }))
      .max(MAX_TOKEN_GRANTS)
      .optional(),
  }),
]);
export type AccessClaims = z.infer<typeof accessClaims>;

export interface TokenVerifier {
  /** @throws TokenError EXPIRED or INVALID; IssuerUnavailableError */
  verify(token: string): Promise<AccessClaims>;
}

/**
 * Verifies access tokens. A verified one is remembered until it expires: a signature costs about 100 µs, and a
 * citizen who watches a lot sends the same token hundreds of times.
 * @param options.issuer `${PUBLIC_URL}/oauth`
 */
export function createTokenVerifier(options: { issuer: string; jwks: Jwks; audience?: string }): TokenVerifier {
  const { issuer, jwks, audience = ACCESS_TOKEN_AUDIENCE } = options;
  const verified = new LRUCache<string, AccessClaims>({ max: CACHED_TOKENS });
  return {
    async verify(token) {
      if (token.length > MAX_TOKEN_CHARS) throw new TokenError('INVALID');
      // Keyed by digest, so that a heap dump holds no usable token.
      const digest = createHash('sha256').update(token).digest('base64url');
      const known = verified.get(digest);
      if (known !== undefined) {
        if (known.exp + CLOCK_TOLERANCE_SECONDS > Date.now() / 1000) return known;
        verified.delete(digest);
        throw new TokenError('EXPIRED');
      }
      const payload = await verifySigned(token, jwks, { typ: ACCESS_TOKEN_TYPE, issuer, audience });
      const claims = accessClaims.safeParse(payload);
      if (!claims.success) throw new TokenError('INVALID', { cause: claims.error });
      verified.set(digest, claims.data);
      return claims.data;
    },
  };
}
