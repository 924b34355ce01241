import { createHash, randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { request } from 'undici';

export interface AgencyKey {
  readonly clientId: string;
  /** The private JWK that the agency keeps. */
  readonly jwk: JWK;
}

const ASSERTION_TTL_SECONDS = 60;

/** What the token is for; without scope: all that the agency may, without grants: nothing to read. */
export interface TokenWish {
  readonly scope?: string;
  readonly grants?: readonly string[];
}

/** An access token that serves the owner of a key only. */
export interface AgencyToken {
  readonly accessToken: string;
  /** Headers of one request: the token, and a proof that the key's owner sends it, to be used once. */
  headers(method: string, path: string): Promise<{ readonly authorization: string; readonly dpop: string }>;
}

/** By client credentials with `private_key_jwt` (RFC 7523), bound to the same key (RFC 9449). */
export async function agencyToken(
  gatewayUrl: string,
  { clientId, jwk }: AgencyKey,
  { scope, grants = [] }: TokenWish = {},
): Promise<AgencyToken> {
  const discovery = await request(`${gatewayUrl}/oauth/.well-known/openid-configuration`);
  const { issuer, token_endpoint: endpoint } = (await discovery.body.json()) as {
    issuer: string;
    token_endpoint: string;
  };
  const details = grants.map((grant_id) => ({ type: 'disclosure-grant', grant_id }));
  const response = await request(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      dpop: await proofOf(jwk, 'POST', endpoint),
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertionOf({ clientId, jwk }, issuer),
      ...(scope === undefined ? {} : { scope }),
      ...(details.length === 0 ? {} : { authorization_details: JSON.stringify(details) }),
    }).toString(),
  });
  const answer = (await response.body.json()) as { access_token?: string; error?: string; error_description?: string };
  const accessToken = answer.access_token;
  if (accessToken === undefined)
    throw new Error(`No token for the agency: ${answer.error} ${answer.error_description ?? ''}`);
  // Proofs name the public address, by whatever name this machine reaches it.
  const { origin } = new URL(issuer);
  return {
    accessToken,
    headers: async (method, path) => ({
      authorization: `DPoP ${accessToken}`,
      dpop: await proofOf(jwk, method, origin + path, accessToken),
    }),
  };
}

/** A proof of possession (RFC 9449 §4.2), written from the standard as an agency would write it. */
async function proofOf(privateKey: JWK, method: string, url: string, accessToken?: string): Promise<string> {
  const { kty, crv, x, y, alg = 'EdDSA' } = privateKey;
  const ath = accessToken && createHash('sha256').update(accessToken).digest('base64url');
  return new SignJWT({ htm: method, htu: url, jti: randomUUID(), ...(ath && { ath }) })
    .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk: { kty, crv, x, ...(y && { y }) } as JWK })
    .setIssuedAt()
    .sign(await importJWK(privateKey, alg));
}

async function assertionOf({ clientId, jwk }: AgencyKey, issuer: string): Promise<string> {
  const key = await importJWK(jwk, jwk.alg ?? 'EdDSA');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: jwk.alg ?? 'EdDSA', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_TTL_SECONDS)
    .sign(key);
}
