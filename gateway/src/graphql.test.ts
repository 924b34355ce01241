import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OWN_CODES } from './errors/codes.js';
import { eventually, SECRET, startTestGateway, type TestGateway, tokenOf } from './testing/test-gateway.js';
import { startTestGraph, type TestGraph } from './testing/test-graph.js';

// Whole gateways over real sockets: on a busy machine they take longer than a function does.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let graph: TestGraph;
let gateway: TestGateway;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await startTestGateway(graph, {
    CORS_ORIGINS: 'https://app.example',
  });
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});
beforeEach(() => {
  graph.identity.seen.length = 0;
  graph.auction.seen.length = 0;
  graph.identity.graphqlAnswer = undefined;
  graph.auction.graphqlAnswer = undefined;
});
const get = (query: string, variables?: unknown) =>
  gateway.fetch(
    `/graphql?${new URLSearchParams({ query, ...(variables !== undefined && { variables: JSON.stringify(variables) }) })}`,
    { headers: { accept: 'application/graphql-response+json' } },
  );
const codeOf = async (response: Response) => {
  const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return body.errors?.[0]?.extensions.code;
};

describe('an operation across two subgraphs', () => {
  it('is planned, fetched and joined', async () => {
    const { status, data, errors } = await gateway.ask('{ me { name entries } lots { number } }');
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toEqual({
      me: { name: 'Aisulu', entries: 3 },
      lots: [{ number: '01 KG 777 AAA' }, { number: '01 KG 777 AAA' }],
    });
  });

  it('runs the named one of several', async () => {
    const response = await gateway.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query A { serverTime } query B { me { id } }', operationName: 'B' }),
    });
    expect(await response.json()).toEqual({ data: { me: { id: 'c1' } } });
  });
});

describe('headers', () => {
  it('reach a subgraph by list, with ours added', async () => {
    const token = await tokenOf(graph);
    await gateway.ask('{ serverTime }', undefined, {
      authorization: `Bearer ${token}`,
      'accept-language': 'ru',
      'idempotency-key': 'k1',
      cookie: 'session=1',
      'user-agent': 'a browser',
      'x-anything': 'else',
    });
    const headers = graph.identity.seen.find(({ url }) => url === '/graphql')?.headers ?? {};
    expect(headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'accept-language': 'ru',
      'idempotency-key': 'k1',
      'belgi-deployment-secret': SECRET,
      'x-belgi-client-address': '127.0.0.1',
    });
    expect(headers['x-request-id']).toMatch(/^[\w-]{8,64}$/);
    expect(headers['traceparent']).toMatch(/^00-/);
    for (const name of ['cookie', 'user-agent', 'x-anything']) expect(headers).not.toHaveProperty(name);
  });

  it('of a client who plays gateway are not heard', async () => {
    await gateway.ask('{ serverTime }', undefined, {
      'belgi-deployment-secret': 'guessed',
      'x-belgi-client-address': '10.9.8.7',
      'x-forwarded-for': '10.9.8.7',
    });
    expect(graph.identity.seen[0]?.headers).toMatchObject({
      'belgi-deployment-secret': SECRET,
      'x-belgi-client-address': '127.0.0.1',
    });
  });
});

describe('who is asking', () => {
  it('may be anybody', async () => {
    expect((await gateway.ask('{ serverTime }')).status).toBe(200);
    expect(graph.identity.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  const bad: [string, () => Promise<string> | string][] = [
    ['another scheme', () => 'Basic YTpi'],
    ['no token', () => 'Bearer '],
    ['no JWT', () => 'Bearer abc'],
    ['an expired token', async () => `Bearer ${await tokenOf(graph, {}, { seconds: -60 })}`],
    ['another issuer', async () => `Bearer ${await tokenOf(graph, { iss: 'https://elsewhere/oauth' })}`],
    ['another audience', async () => `Bearer ${await tokenOf(graph, { aud: 'belgi:identity' })}`],
    ['a ticket', async () => `Bearer ${await tokenOf(graph, {}, { type: 'acceptance+jwt' })}`],
    ['a broken signature', async () => `Bearer ${(await tokenOf(graph)).slice(0, -4)}AAAA`],
  ];
  it.each(bad)('is refused with %s, before any subgraph', async (_, authorization) => {
    const answer = await gateway.ask('{ serverTime }', undefined, { authorization: await authorization() });
    expect(answer.status).toBe(401);
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(graph.identity.seen.filter(({ url }) => url === '/graphql')).toHaveLength(0);
  });
});

describe('over GET', () => {
  it('queries run', async () => expect((await get('{ serverTime }')).status).toBe(200));

  it('mutations do not', async () => {
    const response = await get('mutation { countUp }');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await codeOf(response)).toBe('METHOD_NOT_ALLOWED');
    expect(graph.identity.seen).toHaveLength(0);
  });

  it.each([
    ['an argument', '{ citizenOf(pin: "10101199012345") }', undefined],
    ['an argument by variable', 'query($x: String!) { citizenOf(pin: $x) }', { x: '1' }],
    ['an input field', '{ find(filter: { pin: "1" }) }', undefined],
    ['an input field by variable', 'query($f: FindInput) { find(filter: $f) }', { f: { pin: '1' } }],
  ])('personal data in %s is refused', async (_, query, variables) => {
    expect(await codeOf(await get(query, variables))).toBe('PERSONAL_ARGUMENT_IN_URL');
    expect(graph.identity.seen).toHaveLength(0);
  });

  it('the same filter without personal data runs', async () => {
    expect((await get('query($f: FindInput) { find(filter: $f) }', { f: { region: '01' } })).status).toBe(200);
  });
});

describe('limits', () => {
  const deep = (levels: number) =>
    `{ lot(id: "l1") ${'{ related '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 2)} }`;
  const many = (count: number, of: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => of(i)).join(' ');
  const bombs = many(40, (i) => `fragment F${i} on Lot { ...F${i + 1} ...F${i + 1} }`);
  it.each([
    ['TOO_DEEP', deep(13)],
    ['TOO_MANY_ROOT_FIELDS', `{ ${many(11, (i) => `a${i}: serverTime`)} }`],
    ['TOO_MANY_ALIASES', `{ lot(id: "l1") { ${many(31, (i) => `a${i}: id`)} } }`],
    ['TOO_MANY_DIRECTIVES', `{ serverTime ${'@include(if: true) '.repeat(51)} }`],
    ['TOO_MANY_FIELDS', `{ lot(id: "l1") { ...F0 } } ${bombs} fragment F40 on Lot { id }`],
    ['TOO_MANY_TOKENS', `{ ${'serverTime '.repeat(2_001)} }`],
    ['GRAPHQL_PARSE_FAILED', '{'],
    ['GRAPHQL_VALIDATION_FAILED', '{ nobody }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['OPERATION_UNKNOWN', 'query A { serverTime } query B { serverTime }'],
  ])('%s', async (code, query) => {
    const answer = await gateway.ask(query);
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
    expect(answer.status).toBe(400);
    expect(answer).not.toHaveProperty('data');
    expect(graph.identity.seen).toHaveLength(0);
    expect(graph.auction.seen).toHaveLength(0);
  });

  it('let through what is just within', async () => {
    expect((await gateway.ask(deep(12))).errors).toBeUndefined();
    expect((await gateway.ask(`{ ${many(10, (i) => `a${i}: serverTime`)} }`)).errors).toBeUndefined();
  });

  const post = (body: string, headers: Record<string, string> = {}) =>
    gateway.fetch('/graphql', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  it.each([
    ['BATCH_NOT_ALLOWED', 400, '[{"query":"{ serverTime }"}]', {}],
    ['REQUEST_TOO_LARGE', 413, JSON.stringify({ query: `{ serverTime } #${'x'.repeat(1024 * 1024)}` }), {}],
    ['UNSUPPORTED_MEDIA_TYPE', 415, '{"query":"{ serverTime }"}', { 'content-type': 'text/plain' }],
    [
      'UNSUPPORTED_MEDIA_TYPE',
      415,
      '{"query":"{ serverTime }"}',
      { 'content-type': 'application/json; charset=utf-16' },
    ],
    ['UNSUPPORTED_MEDIA_TYPE', 415, '{"query":"{ serverTime }"}', { 'content-encoding': 'gzip' }],
    ['NOT_ACCEPTABLE', 406, '{"query":"mutation { countUp }"}', { accept: 'text/event-stream' }],
    ['BAD_REQUEST', 400, '{"query":1}', {}],
    ['BAD_REQUEST', 400, 'null', {}],
    ['PERSISTED_QUERY_NOT_SUPPORTED', 200, '{"extensions":{"persistedQuery":{"version":1}}}', {}],
  ])('%s with status %i', async (code, status, body, headers) => {
    const response = await post(body, headers as unknown as Record<string, string>);
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toBe(code);
    expect(graph.identity.seen).toHaveLength(0);
  });

  it('count the bytes of a body that announces no length', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const sent = gateway.fetch('/graphql', {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit);
    // The gateway answers and closes; a client still sending may see only the closing.
    const outcome = await sent.then(codeOf, () => 'closed');
    expect(['REQUEST_TOO_LARGE', 'closed']).toContain(outcome);
    expect(graph.identity.seen).toHaveLength(0);
  });

  it('name bad variables before any subgraph is asked', async () => {
    const answer = await gateway.ask('query($of: Int!) { number(of: $of) }', { of: 'seven' });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(graph.identity.seen).toHaveLength(0);
  });
});

describe('errors', () => {
  it('of a subgraph on our list keep code, reason, message and path, and lose the rest', async () => {
    const { data, errors } = await gateway.ask(
      '{ serverTime it: fails(code: "UNAUTHORIZED_FIELD_OR_TYPE", reason: "SIGN_IN_REQUIRED") }',
      undefined,
      { 'x-request-id': 'request-0001' },
    );
    expect(data).toEqual({ serverTime: '2030-01-01T00:00:00.000Z', it: null });
    expect(errors).toEqual([
      {
        message: 'said by the subgraph',
        path: ['it'],
        extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'SIGN_IN_REQUIRED', requestId: 'request-0001' },
      },
    ]);
  });

  it.each(['{ throws }', '{ fails(code: "SOMETHING_INNER") }', '{ fails(code: "NOT_FROM_GATEWAY") }'])(
    'of any other kind become INTERNAL: %s',
    async (query) => {
      const { errors } = await gateway.ask(query);
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
      expect(JSON.stringify(errors)).not.toMatch(/accounts|INNER|NOT_FROM|said by|stack/);
    },
  );

  it.each([
    ['ky', OWN_CODES.INTERNAL.message.ky],
    ['ru-KG, en;q=0.5', OWN_CODES.INTERNAL.message.ru],
    ['en', OWN_CODES.INTERNAL.message.en],
    ['fr', OWN_CODES.INTERNAL.message.ky],
  ])('speak %s', async (language, message) => {
    const { errors } = await gateway.ask('{ throws }', undefined, { 'accept-language': language });
    expect(errors?.[0]?.message).toBe(message);
  });

  it('inside lists point at the right element, nulls and other types aside', async () => {
    const { data, errors } = await gateway.ask('{ people { ... on Citizen { name entries } ... on Clerk { room } } }');
    expect(data).toEqual({
      people: [{ room: 7 }, null, { name: 'Aisulu', entries: 3 }, { name: 'Bakyt', entries: null }],
    });
    expect(errors?.map(({ path }) => path)).toEqual([['people', 3, 'entries']]);
  });

  it('tell of a null where none may be', async () => {
    graph.auction.graphqlAnswer = (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"data":{"_entities":[{"points":null}]}}');
    const { data, errors } = await gateway.ask('{ me { name points } }');
    expect(data).toEqual({ me: null });
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
  });
});

describe('a subgraph that does not answer', () => {
  it.each([
    ['HTML', '<html>'],
    ['broken JSON', '{"data":'],
    ['JSON that is no GraphQL', '{"ok":true}'],
  ])('but with %s leaves the rest standing and names what is missing', async (_, body) => {
    const type = body.startsWith('<') ? 'text/html' : 'application/json';
    graph.auction.graphqlAnswer = (_request, response) =>
      void response.writeHead(502, { 'content-type': type }).end(body);
    const { status, data, errors } = await gateway.ask('{ me { name entries } }');
    expect(status).toBe(200);
    expect(data).toEqual({ me: { name: 'Aisulu', entries: null } });
    expect(errors).toMatchObject([{ path: ['me', 'entries'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  });

  it('has its deadline, and a mutation has one although its client has gone', async () => {
    const hasty = await startTestGateway(graph, { QUERY_DEADLINE_MS: '100', MUTATION_DEADLINE_MS: '1000' });
    try {
      const { status, data, errors } = await hasty.ask('{ never }');
      expect({ status, data }).toEqual({ status: 200, data: { never: null } });
      expect(errors).toMatchObject([{ path: ['never'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
      await askAndGo(hasty, 'mutation { never }');
      await eventually(async () => ((await callsOf(hasty, 'deadline')) === 2 ? true : undefined));
      expect(await callsOf(hasty, 'client-gone')).toBe(0);
    } finally {
      await hasty.close();
    }
  });

  it('is cut off when it says too much', async () => {
    const { data, errors } = await gateway.ask('{ large(bytes: 9000000) }');
    expect(data).toEqual({ large: null });
    expect(errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  });

  it('is left alone when the client of a query goes', async () => {
    const before = await callsOf(gateway, 'client-gone');
    await askAndGo(gateway, '{ never }');
    await eventually(async () => ((await callsOf(gateway, 'client-gone')) > before ? true : undefined));
  });
});

/** Asks and hangs up as soon as the subgraph has been asked. */
async function askAndGo(asked: TestGateway, query: string) {
  graph.identity.seen.length = 0;
  const gone = new AbortController();
  const answer = asked.fetch('/graphql', {
    method: 'POST',
    signal: gone.signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  // The answer may win the race against hanging up: what is counted is how the call ended.
  const over = answer.catch(() => undefined);
  await eventually(() => graph.identity.seen[0]);
  gone.abort();
  await over;
}

/** How many calls to identity ended so. */
async function callsOf(asked: TestGateway, outcome: string): Promise<number> {
  const text = await asked.metrics.registry.getSingleMetricAsString('belgi_gateway_subgraph_seconds');
  const line = text
    .split('\n')
    .find((each) => each.includes('_count') && each.includes('"identity"') && each.includes(`"${outcome}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

describe('browsers', () => {
  const post = { method: 'POST', body: JSON.stringify({ query: '{ serverTime }' }) };
  it('of other origins are let in by list', async () => {
    const good = await gateway.fetch('/graphql', {
      ...post,
      headers: { 'content-type': 'application/json', origin: 'https://app.example' },
    });
    expect(good.status).toBe(200);
    expect(good.headers.get('access-control-allow-origin')).toBe('https://app.example');
    const bad = await gateway.fetch('/graphql', {
      ...post,
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    });
    expect(bad.status).toBe(403);
    expect(await codeOf(bad)).toBe('ORIGIN_NOT_ALLOWED');
    expect(bad.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('ask first and are told', async () => {
    const preflight = (origin: string) => gateway.fetch('/graphql', { method: 'OPTIONS', headers: { origin } });
    const good = await preflight('https://app.example');
    expect(good.status).toBe(204);
    expect(good.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(good.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await preflight('https://evil.example')).status).toBe(403);
  });

  it('cannot be made to send a GET by a foreign page', async () => {
    const url = '/graphql?query={serverTime}';
    const forged = await gateway.fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(forged.status).toBe(400);
    expect(await codeOf(forged)).toBe('CSRF_PREVENTED');
    const asked = await gateway.fetch(url, {
      headers: { 'sec-fetch-site': 'cross-site', 'apollo-require-preflight': '1' },
    });
    expect(asked.status).toBe(200);
  });

  it('get the security headers', async () => {
    const { headers } = await gateway.ask('{ serverTime }');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
  });
});
