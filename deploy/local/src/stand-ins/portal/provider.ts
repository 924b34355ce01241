import { generateKeyPairSync } from 'node:crypto';
import Provider, { type Configuration } from 'oidc-provider';
import { PAGE_HEADERS } from '../page.js';
import type { PortalEnvironment } from './environment.js';
import { faultPage } from './login-page.js';
import type { Persons } from './persons.js';

const SECONDS = 1;
const MINUTES = 60 * SECONDS;

/** The state's sign-in as OpenID Connect: code flow with PKCE, and `pin` and `name` as claims. */
export function createProvider(environment: PortalEnvironment, persons: Persons): Provider {
  const provider = new Provider(environment.ISSUER, configuration(environment, persons));
  // Without a nonce an identity token that was stolen elsewhere could be slipped into another person's sign-in.
  provider.use(async (context, next) => {
    const asks = context.path === '/auth' && (context.method === 'GET' || context.method === 'POST');
    if (asks && typeof context.query['nonce'] !== 'string') {
      context.status = 400;
      context.set(PAGE_HEADERS);
      context.body = faultPage('The request had no nonce.');
      return;
    }
    await next();
  });
  return provider;
}

function configuration(environment: PortalEnvironment, persons: Persons): Configuration {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return {
    clients: [
      {
        client_id: environment.CLIENT_ID,
        client_secret: environment.CLIENT_SECRET,
        redirect_uris: environment.REDIRECT_URIS,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...key, kid: 'portal', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [environment.COOKIE_SECRET] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'pin'],
    claims: { openid: ['sub', 'pin', 'name'], profile: [], pin: [] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => {
      const person = persons.find(id);
      if (!person) return undefined;
      return { accountId: id, claims: async () => ({ sub: id, pin: person.pin, name: person.name }) };
    },
    /** The state asks nobody for consent to tell the auction who they are: the grant is given by signing in. */
    loadExistingGrant: async (context) => {
      const { session, client, provider } = context.oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope('openid profile pin');
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      context.set(PAGE_HEADERS);
      context.body = faultPage(out.error_description ?? out.error);
    },
    ttl: {
      AccessToken: 5 * MINUTES,
      AuthorizationCode: 1 * MINUTES,
      IdToken: 5 * MINUTES,
      Interaction: 30 * MINUTES,
      Session: 5 * MINUTES,
      Grant: 5 * MINUTES,
    },
  };
}
