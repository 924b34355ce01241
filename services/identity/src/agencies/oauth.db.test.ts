import { createKeySet, createTokenVerifier, generateSigningKey, makeDpopProof, type ProofFor } from '@belgi/access';
import { newId } from '@belgi/contracts';
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
import { usedProofRoutes } from './used-proofs.route.js';

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
  await usedProofRoutes(app, { database, deploymentSecrets: [SECRET] });
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

/** The key that tokens are bound to; an agency may use the one it signs assertions with, or another. */
const PROOF_KEY = generateSigningKey();
const proof = (change: Partial<ProofFor> = {}) =>
  makeDpopProof(PROOF_KEY, { method: 'POST', url: `${ISSUER}/token`, ...change });

/** @param dpop null: none is sent */
async function token(client_assertion: string, more: Record<string, string> = {}, dpop?: string | null) {
  const response = await fetch(`${base}/oauth/token`, {
    method: 'POST',
    headers: { ...headers, ...(dpop !== null && { dpop: dpop ?? (await proof()) }) },
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
    expect(body).toMatchObject({ expires_in: 300, token_type: 'DPoP', scope: 'disclosures:file disclosures:read' });
    const verifier = createTokenVerifier({ issuer: ISSUER, jwks: createKeySet(signingKeys) });
    const claims = await verifier.verify(body['access_token'] as string);
    expect(claims).toMatchObject({ kind: 'agency', sub: agency.id, client_id: agency.id, agency_name: agency.name });
    expect(claims).toMatchObject({ cnf: { jkt: PROOF_KEY.kid } });
    expect(claims).not.toHaveProperty('authorization_details');
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

  // The attacks on a binding: none at all, one made elsewhere, for something else, long ago, or sent a second time.
  test.each<[string, () => Promise<string> | null]>([
    ['without a proof', () => null],
    ['with a proof for another address', () => proof({ url: `${PUBLIC_URL}/graphql` })],
    ['with a proof for another method', () => proof({ method: 'GET' })],
    ['with an old proof', () => proof({ issuedAt: Math.floor(Date.now() / 1000) - 3_600 })],
    ['with half a proof', async () => (await proof()).slice(0, -5)],
  ])('there is no token %s', async (_, made) => {
    const { agency, key } = await anAgency(`Unbound ${crypto.randomUUID()}`);
    const { status, body } = await token(await assertion(agency, key), {}, await made());
    expect(status).toBe(400);
    expect(body).not.toHaveProperty('access_token');
  });

  test('a proof is used once, also by two at once', async () => {
    const { agency, key } = await anAgency('Twice Service');
    const made = await proof();
    const asks = await Promise.all([assertion(agency, key), assertion(agency, key), assertion(agency, key)]);
    const answers = await Promise.all(asks.map((one) => token(one, {}, made)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => 'access_token' in body)).toHaveLength(1);
  });

  test('a token names the grants that it was asked for', async () => {
    const { agency, key } = await anAgency('Grant Service');
    const details = [1, 2].map(() => ({ type: 'disclosure-grant', grant_id: newId() }));
    const { status, body } = await token(await assertion(agency, key), {
      authorization_details: JSON.stringify(details),
    });
    expect({ status, error: body['error'], description: body['error_description'] }).toMatchObject({ status: 200 });
    expect(body).toMatchObject({ authorization_details: details });
    const verifier = createTokenVerifier({ issuer: ISSUER, jwks: createKeySet(signingKeys) });
    expect(await verifier.verify(body['access_token'] as string)).toMatchObject({ authorization_details: details });
  });

  test.each([
    ['another type', [{ type: 'everything', grant_id: newId() }]],
    ['no grant', [{ type: 'disclosure-grant' }]],
    ['a grant that is no id', [{ type: 'disclosure-grant', grant_id: '21503197700001' }]],
    ['more beside it', [{ type: 'disclosure-grant', grant_id: newId(), subject: 'all' }]],
    ['too many', Array.from({ length: 11 }, () => ({ type: 'disclosure-grant', grant_id: newId() }))],
  ])('authorization_details with %s are refused', async (_, details) => {
    const { agency, key } = await anAgency(`Details ${crypto.randomUUID()}`);
    const more = { authorization_details: JSON.stringify(details) };
    const { status, body } = await token(await assertion(agency, key), more);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_authorization_details' });
  });

  test('an agency with a member of the exchange layer has it in its tokens', async () => {
    const key = generateSigningKey();
    const { d: _private, ...jwk } = key;
    const xRoadMember = `KG/GOV/${newId()}`;
    const agency = await createAgency(identity.database, { name: `Member ${newId()}`, xRoadMember, jwk });
    if ('fault' in agency) throw new Error(agency.fault);
    const { body } = await token(await assertion(agency, key));
    const verifier = createTokenVerifier({ issuer: ISSUER, jwks: createKeySet(signingKeys) });
    expect(await verifier.verify(body['access_token'] as string)).toMatchObject({ x_road_member: xRoadMember });
  });

  describe('which proofs were used', () => {
    const note = (body: object, secret = SECRET) =>
      fetch(`${base}/dpop-proofs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'belgi-deployment-secret': secret },
        body: JSON.stringify(body),
      }).then(({ status }) => status);

    test('is known to all replicas: of many at once one is the first', async () => {
      const id = 'a1'.repeat(32);
      const answers = await Promise.all(Array.from({ length: 8 }, () => note({ id, seconds: 60 })));
      expect(answers.toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
      expect(await note({ id: 'b2'.repeat(32), seconds: 60 })).toBe(201);
    });

    test.each([{ id: 'x', seconds: 60 }, { id: 'c3'.repeat(32), seconds: 0 }, { id: 'c3'.repeat(32) }, {}])(
      'is not asked like %j',
      async (body) => expect(await note(body)).toBe(400),
    );

    test('is told to the gateway only', async () => {
      expect(await note({ id: 'd4'.repeat(32), seconds: 60 }, 'guessed')).toBe(403);
    });
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
