import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_TTL_SECONDS, DPOP_ALGORITHMS, GRANT_DETAIL_TYPE } from '@belgi/access';
import type { Database } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { AGENCY_SCOPES } from './agency.js';
import { agencyById } from './agency.store.js';
import { checkGrantDetail, grantDetailsOf } from './grant-details.js';
import { oauthAdapter } from './oauth-adapter.js';

/** Algorithms an agency may sign its assertions with: asymmetric ones only (RFC 9700 §2.5). */
const ASSERTION_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'] as const;

export interface OauthOptions {
  readonly database: Database;
  /** `${PUBLIC_URL}/oauth` */
  readonly issuer: string;
  readonly publicUrl: string;
  /** Private Ed25519 JWKs, the first signs. */
  readonly signingKeys: string;
  /** Signs oidc-provider's cookies; nothing of ours needs one. */
  readonly cookieKey: string;
  readonly logger: Logger;
}

/**
 * OAuth 2 for agencies: client credentials with private_key_jwt, JWT access tokens of five minutes (RFC 9068) that look
 * like a citizen's but for their kind, bound to a key of the client (RFC 9449) and naming the grants they are for
 * (RFC 9396), discovery and JWKS documents.
 */
export function createOauthProvider(options: OauthOptions): Provider {
  const provider = new Provider(options.issuer, configuration(options));
  // The gateway stands before us; host and protocol are set from PUBLIC_URL, never taken from the caller.
  provider.proxy = true;
  provider.on('server_error', (_context, error) => options.logger.error({ err: error }, 'oauth failed'));
  return provider;
}

function configuration({ database, publicUrl, signingKeys, cookieKey }: OauthOptions): Configuration {
  const keys = (JSON.parse(signingKeys) as object[]).map((key) => ({ ...key, use: 'sig', alg: 'EdDSA' }));
  return {
    adapter: oauthAdapter(database),
    jwks: { keys: keys as never },
    cookies: { keys: [cookieKey] },
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
    enabledJWA: { clientAuthSigningAlgValues: [...ASSERTION_ALGORITHMS], dPoPSigningAlgValues: [...DPOP_ALGORITHMS] },
    scopes: [...AGENCY_SCOPES],
    responseTypes: [],
    claims: {},
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      // Without a proof there is no token: the client's metadata asks for one.
      dPoP: { enabled: true, allowReplay: false },
      richAuthorizationRequests: {
        enabled: true,
        types: { [GRANT_DETAIL_TYPE]: { validate: checkGrantDetail } },
        authorizationDetailsForAccessToken: grantDetailsOf,
        authorizationDetailsForGrantSource: () => undefined,
        authorizationDetailsForIntrospection: () => undefined,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => publicUrl,
        useGrantedResource: () => true,
        getResourceServerInfo: (context, _resource, client) => {
          grantAllByDefault(context, client.scope);
          return {
            scope: AGENCY_SCOPES.join(' '),
            audience: ACCESS_TOKEN_AUDIENCE,
            accessTokenTTL: ACCESS_TOKEN_TTL_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'EdDSA' } },
          };
        },
      },
    },
    ttl: { ClientCredentials: ACCESS_TOKEN_TTL_SECONDS },
    extraTokenClaims: async (_context, token) => {
      const agency = await agencyById(database, token.client?.clientId ?? '');
      return {
        kind: 'agency',
        agency_name: token.client?.clientName,
        ...(agency?.xRoadMember != null && { x_road_member: agency.xRoadMember }),
      };
    },
  };
}

/** RFC 6749 §3.3: a request that names no scope gets what the client may have. */
function grantAllByDefault(context: KoaContextWithOIDC, scope: string | undefined): void {
  const { params } = context.oidc;
  if (params !== undefined && params['scope'] === undefined) params['scope'] = scope;
}
