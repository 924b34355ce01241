import * as client from 'openid-client';

/** What the state says about the person who signed in. */
export interface PortalPerson {
  readonly pin: string;
  readonly name: string | null;
}

/** A journey to the portal: kept until the person comes back. */
export interface PortalJourney {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** The national sign-in (OpenID Connect code flow with PKCE). */
export interface Portal {
  /** As it is written into `verifiedBy`. */
  readonly name: string;
  /** @throws PortalError when the portal cannot be reached */
  begin(): Promise<PortalJourney>;
  /**
   * Who came back. Signature, issuer, audience, expiry, state and nonce are checked by openid-client.
   * @throws PortalError
   */
  complete(returned: URL, journey: Omit<PortalJourney, 'url'>): Promise<PortalPerson>;
}

/** The portal did not answer, or what came back proves nothing. Quotes neither code nor claims. */
export class PortalError extends Error {
  override readonly name = 'PortalError';
  constructor(
    readonly reason: 'UNAVAILABLE' | 'REFUSED',
    options?: { cause?: unknown },
  ) {
    super(`portal: ${reason}`, options);
  }
}

/** Short enough to answer the citizen in time. */
const TIMEOUT_SECONDS = 5;
const SCOPE = 'openid profile pin';

export interface PortalOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Plain HTTP is for the stand-in on the same machine. */
  readonly allowInsecure: boolean;
}

/** Discovers the portal at first use, so that identity starts without it. */
export function createPortal(options: PortalOptions): Portal {
  let configuration: Promise<client.Configuration> | undefined;
  const configured = (): Promise<client.Configuration> => {
    configuration ??= discover(options).catch((cause: unknown) => {
      configuration = undefined;
      throw new PortalError('UNAVAILABLE', { cause });
    });
    return configuration;
  };
  return {
    name: 'portal',
    begin: async () => {
      const config = await configured();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const codeVerifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: options.redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, state, nonce, codeVerifier };
    },
    complete: async (returned, journey) => {
      const config = await configured();
      try {
        const tokens = await client.authorizationCodeGrant(config, returned, {
          expectedState: journey.state,
          expectedNonce: journey.nonce,
          pkceCodeVerifier: journey.codeVerifier,
          idTokenExpected: true,
        });
        return await personOf(config, tokens);
      } catch (cause) {
        throw new PortalError('REFUSED', { cause });
      }
    },
  };
}

function discover(options: PortalOptions): Promise<client.Configuration> {
  return client.discovery(new URL(options.issuer), options.clientId, options.clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    ...(options.allowInsecure ? { execute: [client.allowInsecureRequests] } : {}),
  });
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

/** The claims from the identity token, or from userinfo where the portal keeps them there. */
async function personOf(config: client.Configuration, tokens: Tokens): Promise<PortalPerson> {
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('no identity token');
  const found = personIn(claims);
  if (found !== undefined) return found;
  const more = personIn(await client.fetchUserInfo(config, tokens.access_token, claims.sub));
  if (more === undefined) throw new Error('no PIN among the claims');
  return more;
}

function personIn(claims: Readonly<Record<string, unknown>>): PortalPerson | undefined {
  const { pin, name } = claims;
  return typeof pin === 'string' ? { pin, name: typeof name === 'string' ? name : null } : undefined;
}
