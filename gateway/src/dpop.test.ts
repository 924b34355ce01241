import { randomUUID } from 'node:crypto';
import { generateSigningKey, makeDpopProof } from '@belgi/access';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { agencyHeaders, startTestGateway, type TestGateway, tokenOf } from './testing/test-gateway.js';
import { startTestGraph, type TestGraph } from './testing/test-graph.js';
import { startTestService, type TestService } from './testing/test-service.js';

// Whole gateways over real sockets: on a busy machine they take longer than a function does.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let graph: TestGraph;
let privacy: TestService;
let gateway: TestGateway;
let replica: TestGateway;
beforeAll(async () => {
  graph = await startTestGraph();
  privacy = await startTestService('type Query { a: Int }', {});
  gateway = await startTestGateway(graph, { PRIVACY_URL: privacy.url });
  replica = await startTestGateway(graph, { PRIVACY_URL: privacy.url });
});
afterAll(async () => {
  await Promise.all([gateway.close(), replica.close()]);
  await Promise.all([graph.close(), privacy.close()]);
});
beforeEach(() => {
  graph.identity.seen.length = 0;
  privacy.seen.length = 0;
});

const asked = () => graph.identity.seen.filter(({ url }) => url === '/graphql');
const QUERY = '{ serverTime }';
const send = (headers: Record<string, string>, at = gateway) => at.ask(QUERY, undefined, headers);

describe('a token that is bound to a key', () => {
  it('serves its owner, and goes on to the service with its proof', async () => {
    const headers = await agencyHeaders(graph, 'POST', '/graphql');
    expect((await send(headers)).status).toBe(200);
    expect(asked()[0]?.headers).toMatchObject({ authorization: headers['authorization'], dpop: headers['dpop'] });
  });

  /** The attack: a request is read on its way and sent again, to the same replica or to another one. */
  it('is refused with a proof that was used, by every replica', async () => {
    const headers = await agencyHeaders(graph, 'POST', '/graphql');
    expect((await send(headers)).status).toBe(200);
    for (const at of [gateway, replica]) {
      const again = await send(headers, at);
      expect(again.status).toBe(401);
      expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'PROOF_INVALID' });
      expect(again.headers.get('www-authenticate')).toBe('DPoP error="invalid_dpop_proof"');
    }
    expect(asked()).toHaveLength(1);
  });

  it('serves one of two requests that come at once with one proof', async () => {
    const headers = await agencyHeaders(graph, 'POST', '/graphql');
    const answers = await Promise.all([send(headers), send(headers, replica)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  it.each<[string, string, () => Promise<Record<string, string>>]>([
    ['no proof', 'PROOF_REQUIRED', async () => without('dpop', await agencyHeaders(graph, 'POST', '/graphql'))],
    ['a proof for another address', 'PROOF_INVALID', () => agencyHeaders(graph, 'POST', '/partner/graphql')],
    ['a proof for another method', 'PROOF_INVALID', () => agencyHeaders(graph, 'GET', '/graphql')],
    ['the proof of another key', 'PROOF_INVALID', () => stolen()],
    ['two proofs', 'PROOF_INVALID', async () => twice(await agencyHeaders(graph, 'POST', '/graphql'))],
    [
      'the word Bearer before it',
      'PROOF_REQUIRED',
      async () => {
        const headers = await agencyHeaders(graph, 'POST', '/graphql');
        return { ...headers, authorization: String(headers['authorization']).replace('DPoP', 'Bearer') };
      },
    ],
  ])('is refused with %s: %s', async (_, reason, headers) => {
    const answer = await send(await headers());
    expect(answer.status).toBe(401);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason });
    expect(asked()).toHaveLength(0);
  });

  it('opens no route with a proof for another one, or a second time', async () => {
    const post = (headers: Record<string, string>) => gateway.fetch('/letters', { method: 'POST', headers });
    expect((await post(await agencyHeaders(graph, 'POST', '/graphql'))).status).toBe(401);
    expect(privacy.seen).toHaveLength(0);
    const good = await agencyHeaders(graph, 'POST', '/letters');
    expect((await post(good)).status).toBe(200);
    expect((await post(good)).status).toBe(401);
    expect(privacy.seen).toHaveLength(1);
  });

  it('waits while nobody can say whether a proof was used', async () => {
    const answer = graph.identity.answer;
    graph.identity.answer = (request, response, body) =>
      request.url === '/dpop-proofs' ? void response.writeHead(500).end() : answer(request, response, body);
    const refused = await send(await agencyHeaders(graph, 'POST', '/graphql'));
    graph.identity.answer = answer;
    expect(refused.status).toBe(503);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'AUTHENTICATION_UNAVAILABLE' });
  });

  it('of one member does not ask in the name of another', async () => {
    const from = async (client: string) => {
      const proof = await agencyHeaders(graph, 'POST', '/partner/graphql', { x_road_member: 'KG/GOV/70000001' });
      return gateway.fetch('/partner/graphql', {
        method: 'POST',
        headers: { ...proof, 'content-type': 'application/json', 'X-Road-Client': client },
        body: JSON.stringify({ query: QUERY }),
      });
    };
    expect((await from('KG/GOV/70000001')).status).toBe(200);
    expect((await from('KG/GOV/70000001/inquiry')).status).toBe(200);
    const other = await from('KG/GOV/700000012/inquiry');
    expect(other.status).toBe(403);
    expect(JSON.stringify(await other.json())).toContain('X_ROAD_CLIENT_MISMATCH');
  });
});

const without = (name: string, headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
const twice = (headers: Record<string, string>) => ({ ...headers, dpop: `${headers['dpop']}, ${headers['dpop']}` });

/** The thief has the token and a key, not the key. */
async function stolen(): Promise<Record<string, string>> {
  const { authorization = '' } = await agencyHeaders(graph, 'POST', '/graphql');
  const accessToken = authorization.replace('DPoP ', '');
  const request = { method: 'POST', url: 'http://localhost:4000/graphql', accessToken, jti: randomUUID() };
  return { authorization, dpop: await makeDpopProof(generateSigningKey(), request) };
}

it('a citizen’s token needs no proof', async () => {
  expect((await send({ authorization: `Bearer ${await tokenOf(graph)}` })).status).toBe(200);
});
