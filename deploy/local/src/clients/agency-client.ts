import { randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { request } from 'undici';

export interface AgencyKey {
  readonly clientId: string;
  /** The private JWK that the agency keeps. */
  readonly jwk: JWK;
}

const ASSERTION_TTL_SECONDS = 60;

/** An access token by client credentials with `private_key_jwt` (RFC 7523). */
export async function agencyToken(gatewayUrl: string, { clientId, jwk }: AgencyKey, scope?: string): Promise<string> {
  const discovery = await request(`${gatewayUrl}/oauth/.well-known/openid-configuration`);
  const { issuer, token_endpoint: endpoint } = (await discovery.body.json()) as {
    issuer: string;
    token_endpoint: string;
  };
  const key = await importJWK(jwk, jwk.alg ?? 'EdDSA');
  const now = Math.floor(Date.now() / 1000);
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: jwk.alg ?? 'EdDSA', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_TTL_SECONDS)
    .sign(key);
  const response = await request(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...(scope === undefined ? {} : { scope }),
    }).toString(),
  });
  const answer = (await response.body.json()) as { access_token?: string; error?: string; error_description?: string };
  if (answer.access_token === undefined)
    throw new Error(`No token for the agency: ${answer.error} ${answer.error_description ?? ''}`);
  return answer.access_token;
}
