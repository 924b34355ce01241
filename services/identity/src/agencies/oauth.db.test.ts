import { createKeySet, createTokenVerifier, generateSigningKey } from '@belgi/access';
import { createHealth, createHttpServer, createMetrics } from '@belgi/runtime';
import type { FastifyInstance } from 'fastify';
import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import type { Agency } from './agency.js';
import { saveAgency } from './agency.store.js';
import { createAgency } from './create-agency.js';
import { oauthRoutes } from './oauth.route.js';
import { createOauthProvider } from './oauth-provider.js';

const SECRET = 'a deployment secret of some length';
const PUBLIC_URL = 'http://localhost:4000';
const ISSUER = `${PUBLIC_URL}/oauth`;

let identity: TestIdentity;
let app: FastifyInstance;
let base: string;
const signingKeys = JSON.stringify([generateSigningKey()]);
beforeAll(async () => {
  identity = await createIdentity();
  const { database, logger } = identity.ports;
  app = createHttpServer({ logger, health: createHealth(), metrics: createMetrics('identity') });
  const options = { database, logger, issuer: ISSUER, publicUrl: PUBLIC_URL, signingKeys, cookieKey: 'cookie' };
  await oauthRoutes(app, {
    provider: createOauthProvider(options),
    publicUrl: PUBLIC_URL,
    deploymentSecrets: [SECRET],
  });
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await identity[Symbol.asyncDispose]();
});

type PrivateKey = ReturnType<typeof generateSigningKey>;

async function anAgency(name: string): Promise<{ agency: Agency; key: PrivateKey }> {
  const key = generateSigningKey();
  const { d: _private, ...jwk } = key;
  const agency = await createAgency(identity.database, { name, xRoadMember: null, jwk });
  if ('fault' in agency) throw new Error(agency.fault);
  return { agency, key };
}

const headers = { 'belgi-deployment-secret': SECRET };

async function assertion(agency: Agency, key: PrivateKey, jti: string = crypto.randomUUID()): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .setIssuer(agency.id)
    .setSubject(agency.id)
    .setAudience(ISSUER)
    .setJti(jti)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await importJWK(key, 'EdDSA'));
}

async function token(client_assertion: string, more: Record<string, string> = {}) {
  const response = await fetch(`${base}/oauth/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      ...more,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('OAuth 2 for agencies', () => {
  test('client credentials with private_key_jwt give an access token like any other', async () => {
    const { agency, key } = await anAgency('Мамлекеттик салык кызматы');
    const { status, body } = await token(await assertion(agency, key));
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 300, token_type: 'Bearer', scope: 'disclosures:file disclosures:read' });
    const verifier = createTokenVerifier({ issuer: ISSUER, jwks: createKeySet(signingKeys) });
    const claims = await verifier.verify(body['access_token'] as string);
    expect(claims).toMatchObject({ kind: 'agency', sub: agency.id, client_id: agency.id, agency_name: agency.name });
    expect(claims.exp - claims.iat).toBe(300);
  });

  test('an agency may ask for less', async () => {
    const { agency, key } = await anAgency('Customs');
    const { body } = await token(await assertion(agency, key), { scope: 'disclosures:file' });
    expect(body).toMatchObject({ scope: 'disclosures:file' });
  });

  // The attack: an assertion read from a log is sent again, or at once with its owner's.
  test('an assertion is used once, also by two at once', async () => {
    const { agency, key } = await anAgency('Border Service');
    const used = await assertion(agency, key);
    const answers = await Promise.all([token(used), token(used), token(used)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    expect((await token(used)).body).toMatchObject({ error: 'invalid_client' });
  });

  test('another key, a suspended agency and an unknown one are refused alike', async () => {
    const { agency, key } = await anAgency('Suspended Service');
    const refused = { status: 401, body: { error: 'invalid_client' } };
    expect(await token(await assertion(agency, generateSigningKey()))).toMatchObject(refused);
    await saveAgency(identity.database, { ...agency, state: 'SUSPENDED' });
    expect(await token(await assertion(agency, key))).toMatchObject(refused);
    expect(await token(await assertion({ ...agency, id: crypto.randomUUID() }, key))).toMatchObject(refused);
  });

  test('discovery and JWKS name the public address and no private key', async () => {
    const get = async (path: string) => (await fetch(`${base}/oauth${path}`, { headers })).json();
    expect(await get('/.well-known/openid-configuration')).toMatchObject({
      issuer: ISSUER,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
    const { keys } = (await get('/jwks')) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('only the gateway may ask', async () => {
    expect((await fetch(`${base}/oauth/jwks`)).status).toBe(403);
  });

  // Its tokens would be refused everywhere: a nameless one by schema, a longer one by length.
  test.each([
    ['no name', ' '],
    ['a name that is too long', 'Ы'.repeat(201)],
  ])('an agency of %s is not registered', async (_, name) => {
    const { d: _private, ...jwk } = generateSigningKey();
    expect(await createAgency(identity.database, { name, xRoadMember: null, jwk })).toHaveProperty('fault');
  });

  test.each([
    ['a private key', { ...generateSigningKey() }],
    ['a symmetric key', { kty: 'oct', k: 'secret' }],
    ['a key of an unknown kind', { kty: 'XYZ' }],
  ])('%s is not registered', async (_, jwk) => {
    const name = `Agency ${crypto.randomUUID()}`;
    expect(await createAgency(identity.database, { name, xRoadMember: null, jwk })).toHaveProperty('fault');
  });
});
