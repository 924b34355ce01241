import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildASTSchema, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { partnerSupergraph } from './graph/partner-contract.js';
import { agencyHeaders, startTestGateway, type TestGateway, tokenOf } from './testing/test-gateway.js';
import { startTestGraph, type TestGraph } from './testing/test-graph.js';
import { requestHash } from './x-road/request-hash.js';

// Whole gateways over real sockets: on a busy machine they take longer than a function does.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let graph: TestGraph;
let gateway: TestGateway;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await startTestGateway(graph);
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});
beforeEach(() => {
  graph.identity.seen.length = 0;
});

const X_ROAD = {
  'X-Road-Client': 'KG/GOV/70000001/inquiry',
  'X-Road-Service': 'KG/GOV/70000002/belgi/disclosures',
  'X-Road-Id': 'fa2e18a5-c2cb-4d09-b994-f57727f7c3fb',
  'X-Road-UserId': 'KG-officer-4471',
  'X-Road-Issue': '17-3/402',
};
const asked = () => graph.identity.seen.filter(({ url }) => url === '/graphql');

async function ask(query: string, headers: Record<string, string> = {}, claims?: object | null) {
  const credentials =
    claims === undefined
      ? await agencyHeaders(graph, 'POST', '/partner/graphql')
      : claims && { authorization: `Bearer ${await tokenOf(graph, claims as Record<string, unknown>)}` };
  const response = await gateway.fetch('/partner/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'accept-language': 'en',
      ...credentials,
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as { data?: object; errors?: { message: string; extensions: object }[] };
  return { status: response.status, headers: response.headers, ...body };
}

describe('the graph of partners', () => {
  it('answers what is tagged for them', async () => {
    const answer = await ask('{ serverTime findForPartner(kind: LETTER) { ... on Letter { number } } }');
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ serverTime: '2030-01-01T00:00:00.000Z', findForPartner: { number: '17-3/402' } });
  });

  it.each([
    '{ me { id } }',
    '{ findSecret { ... on Letter { number } } }',
    '{ lots { number } }',
    'mutation { countUp }',
    // A way round over a type that is tagged, to one that is not.
    '{ findForPartner { ... on Letter { reader { id name } } } }',
    '{ findForPartner { ... on Citizen { id } } }',
  ])('does not know %s', async (query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(asked()).toHaveLength(0);
  });

  it('shows itself and nothing else when it is looked at', async () => {
    const { data } = await ask('{ __schema { types { name } queryType { fields { name } } } }');
    const text = JSON.stringify(data);
    expect(text).toContain('findForPartner');
    for (const name of ['Citizen', 'Clerk', 'Lot', 'findSecret']) expect(text).not.toContain(`"${name}"`);
  });

  it('is for agencies', async () => {
    expect(await ask('{ serverTime }', {}, null)).toMatchObject({ status: 401 });
    for (const claims of [{}, { kind: 'staff', sub: 's', sid: 's', roles: [] }]) {
      const answer = await ask('{ serverTime }', {}, claims);
      expect(answer.status).toBe(403);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'AGENCY_REQUIRED' });
    }
    expect(asked()).toHaveLength(0);
  });

  it('of ours holds the way of a letter, its policy and its acts, and no person but the disclosed one', () => {
    const whole = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
    const sdl = partnerSupergraph(whole);
    if (sdl === undefined) throw new Error('our supergraph has a partner graph');
    const schema = buildASTSchema(parse(sdl), { assumeValid: true });
    const open = (node: { astNode?: { directives?: readonly { name: { value: string } }[] } | null }) =>
      node.astNode?.directives?.every(({ name }) => name.value !== 'inaccessible') === true;
    const names = (type: ReturnType<typeof schema.getQueryType>) =>
      Object.values(type?.getFields() ?? {})
        .filter((field) => open(field as never))
        .map(({ name }) => name)
        .sort();
    expect(names(schema.getQueryType())).toEqual(PARTNER_QUERIES);
    expect(names(schema.getMutationType())).toEqual(['fileDisclosureRequest', 'readDisclosedPerson']);
    for (const name of ['Citizen', 'Session', 'Lot', 'Notice', 'Inquiry']) {
      const type = schema.getType(name);
      if (type === undefined) throw new Error(`no type ${name}`);
      expect(open(type as never)).toBe(false);
    }
  });
});
const PARTNER_QUERIES = ['currentPolicy', 'disclosureRequests', 'legalActs'];

describe('headers of the exchange layer', () => {
  it('are said back, with the hash of the request', async () => {
    const query = '{ serverTime }';
    const { status, headers } = await ask(query, X_ROAD);
    expect(status).toBe(200);
    expect(headers.get('x-road-client')).toBe(X_ROAD['X-Road-Client']);
    expect(headers.get('x-road-service')).toBe(X_ROAD['X-Road-Service']);
    expect(headers.get('x-road-id')).toBe(X_ROAD['X-Road-Id']);
    expect(headers.get('x-road-userid')).toBeNull();
    expect(Buffer.from(headers.get('x-road-request-hash') ?? '', 'base64')).toHaveLength(64);
  });

  it('give the hash of exactly what was sent', async () => {
    const credentials = await agencyHeaders(graph, 'POST', '/partner/graphql');
    const body = JSON.stringify({ query: '{ serverTime }' });
    const sent = { ...credentials, ...X_ROAD, 'Content-Type': 'application/json', 'X-Road-Request-Id': randomUUID() };
    const { request } = await import('undici');
    const target = '/partner/graphql?from=an-adapter';
    const answer = await request(gateway.url + target, { method: 'POST', headers: sent, body });
    await answer.body.dump();
    const rawHeaders = Object.entries(sent).flat();
    const expected = requestHash({ method: 'POST', target, rawHeaders, body: Buffer.from(body) });
    expect(answer.headers['x-road-request-hash']).toBe(expected);
    expect(answer.headers['x-road-request-id']).toBe(sent['X-Road-Request-Id']);
  });

  it('bring a number of ours when the message has none', async () => {
    const { headers } = await ask('{ serverTime }', { 'X-Road-Client': X_ROAD['X-Road-Client'] });
    expect(headers.get('x-road-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are not there when nobody sent any', async () => {
    const { headers } = await ask('{ serverTime }');
    expect([...headers.keys()].filter((name) => name.startsWith('x-road-'))).toEqual([]);
  });

  it('reach no service', async () => {
    await ask('{ serverTime }', X_ROAD);
    expect(asked()).toHaveLength(1);
    expect(Object.keys(asked()[0]?.headers ?? {}).filter((name) => name.startsWith('x-road-'))).toEqual([]);
  });

  it('are answered with a code when malformed, without the value', async () => {
    const answer = await ask('{ serverTime }', { ...X_ROAD, 'X-Road-Issue': 'about 21503197700001' });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'X_ROAD_HEADER_INVALID' });
    expect(answer.errors?.[0]?.message).toBe(
      'The header x-road-issue is missing or does not follow the X-Road protocol.',
    );
    expect(asked()).toHaveLength(0);
  });

  it('are said back on a refusal, without a hash of what was not read', async () => {
    const { status, headers } = await ask('{ serverTime }', X_ROAD, null);
    expect(status).toBe(401);
    expect(headers.get('x-road-id')).toBe(X_ROAD['X-Road-Id']);
    expect(headers.get('x-road-request-hash')).toBeNull();
  });
});
