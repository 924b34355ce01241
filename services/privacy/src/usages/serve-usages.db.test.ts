import { type Actor, createKeySet, createTokenVerifier, disclosureTickets, generateSigningKey } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPerson } from '../disclosures/read-person.js';
import { recordStaffRead } from '../staff-reads/record-staff-read.js';
import { grantTo, kept, PIN } from '../testing/case.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { serveUsages } from './serve-usages.js';

const SECRET = 'a deployment secret of enough characters';
const issuer = 'http://localhost:4000/oauth';
const keys = createKeySet(JSON.stringify([generateSigningKey()]));
const citizenId = newId();
const agencyId = newId();
let fixture: Fixture;
let app: FastifyInstance;

beforeAll(async () => {
  fixture = await createFixture();
  const { database, parts } = fixture;
  app = fastify();
  const verifier = createTokenVerifier({ issuer, jwks: keys });
  await serveUsages(app, { database, verifier, deploymentSecrets: [SECRET] });
  const tickets = disclosureTickets.issuer(parts.keys);
  const reads = { ...parts, tickets, citizenOfPin: async () => citizenId };
  const grant = await grantTo(reads, agencyId, { readsCap: 3 });
  for (const key of ['one', 'two', 'three'])
    kept(await readPerson(reads, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key }));
  const look = { citizenId, role: 'OPERATOR', purpose: 'COMMUNICATION', caseNumber: '119-5', fields: ['phone'] };
  await database.transaction(async (tx) => {
    const at = await tx.now();
    await recordStaffRead(tx, parts.sealer, { ...look, accessId: newId(), at });
    await recordStaffRead(tx, parts.sealer, { ...look, accessId: newId(), at, reason: 'PURPOSE_DENIED' });
  });
});
afterAll(async () => {
  await app.close();
  await fixture.close();
});

const tokenOf = (kind: Actor['kind'], sub: string, more: object = {}) =>
  keys.sign('at+jwt', { iss: issuer, aud: 'belgi', kind, sub, sid: 's', ...more }, 60);
async function get(path: string, token?: string) {
  const headers = {
    'belgi-deployment-secret': SECRET,
    'accept-language': 'en',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const { statusCode, body } = await app.inject({ url: path, headers });
  return { status: statusCode, body: JSON.parse(body) };
}
const mine = async (query = '', more: object = {}) =>
  get(`/v2/findUsage${query}`, await tokenOf('citizen', citizenId, more));

test('a citizen sees who used their data, newest first, and what showed nothing is no use', async () => {
  const { status, body } = await mine();
  expect(status).toBe(200);
  expect(body.totalUsages).toBe(4);
  expect(body.usages[0]).toMatchObject({ receiverCode: 'operator', receiverSystem: 'Belgi' });
  expect(body.usages[1]).toMatchObject({ receiverCode: agencyId, receiverName: 'Body of inquiry' });
  expect(body.usages[1].action).toContain('12/34');
  const times = body.usages.map(({ logtime }: { logtime: string }) => logtime);
  expect(times).toEqual(times.toSorted().toReversed());
});

test('page by page and within a period', async () => {
  const whole = (await mine()).body.usages;
  const pages = [await mine('?limit=3'), await mine('?limit=3&offset=3')];
  expect(pages.flatMap(({ body }) => body.usages)).toEqual(whole);
  expect(pages.map(({ body }) => body.totalUsages)).toEqual([4, 4]);
  const last = encodeURIComponent(whole[0].logtime);
  expect((await mine(`?periodStart=${last}`)).body.totalUsages).toBeGreaterThanOrEqual(1);
  expect((await mine('?periodEnd=2020-01-01T00:00:00Z')).body).toEqual({ totalUsages: 0, usages: [] });
});

test('also whoever left, and nobody of anybody else', async () => {
  expect((await mine('', { scope: 'rights' })).body.totalUsages).toBe(4);
  expect((await get('/v2/findUsage', await tokenOf('citizen', newId()))).body).toEqual({ totalUsages: 0, usages: [] });
});

test.each<[string, number, () => Promise<string | undefined>]>([
  ['nobody', 401, async () => undefined],
  ['a bad token', 401, async () => 'abc'],
  ['staff', 403, () => tokenOf('staff', newId(), { roles: ['OPERATOR'] })],
])('%s gets %i', async (_, status, token) => {
  expect((await get('/v2/findUsage', await token())).status).toBe(status);
});

// Attack, or habit: a person's number in a URL, where every log on the way would keep it.
test.each([
  '?userCode=21503197700001',
  '?limit=0',
  '?limit=1001',
  '?offset=-1',
  '?periodStart=yesterday',
  '?limit=1&limit=2',
])('%s is refused, and not said back', async (query) => {
  const { status, body } = await mine(query);
  expect(status).toBe(400);
  expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect(JSON.stringify(body)).not.toContain('21503197700001');
});

test('says since when, and that it is there', async () => {
  expect(Date.parse((await get('/v2/usagePeriod')).body.periodStart)).toBeLessThanOrEqual(
    (await fixture.database.now()).getTime(),
  );
  expect((await get('/v2/heartbeat')).body).toEqual({ status: 'OK', message: 'API is ready' });
});

test('answers the gateway only', async () => {
  expect((await app.inject('/v2/findUsage')).statusCode).toBe(403);
});
