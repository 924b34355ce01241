import { request } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually, NOBODY, SECRET, startTestGateway, type TestGateway } from '../testing/test-gateway.js';
import { startTestGraph, type TestGraph } from '../testing/test-graph.js';
import { startTestService, type TestService } from '../testing/test-service.js';
import { ROUTES } from './table.js';

// Whole gateways over real sockets: on a busy machine they take longer than a function does.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let graph: TestGraph;
let privacy: TestService;
let gateway: TestGateway;
let echo: TestService['answer'];
beforeAll(async () => {
  graph = await startTestGraph();
  privacy = await startTestService('type Query { a: Int }', {});
  gateway = await startTestGateway(graph, {
    PRIVACY_URL: privacy.url,
    PUBLIC_URL: 'https://belgi.example',
    TRUSTED_PROXIES: '',
  });
  echo = privacy.answer;
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([graph.close(), privacy.close()]);
});
beforeEach(() => {
  for (const service of [privacy, graph.identity, graph.auction]) service.seen.length = 0;
  privacy.answer = echo;
});
const services = () => ({ privacy, identity: graph.identity, auction: graph.auction });
/** fetch tidies paths up before it sends them; an attacker does not. */
const rawGet = (path: string, headers: Record<string, string> = {}) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

/** Sends chunks as fast as they are taken, none announced, until all are sent or the connection is closed. */
const upload = (path: string, chunks: Iterable<Buffer>) =>
  new Promise<{ status: number; sent: number }>((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    let status = 0;
    let sent = 0;
    const counted = Readable.from(
      (function* () {
        for (const chunk of chunks) {
          sent++;
          yield chunk;
        }
      })(),
    );
    const posted = request({ hostname, port, path, method: 'POST' }, (response) => {
      response.resume();
      status = response.statusCode ?? 0;
    });
    // Once the answer is there, a reset is the other side's right.
    posted.on('error', (error) => (status === 0 ? reject(error) : undefined));
    posted.on('close', () => {
      counted.destroy();
      resolve({ status, sent });
    });
    counted.pipe(posted);
  });

describe('the table of routes', () => {
  it('is what the architecture names', () => {
    expect(ROUTES.map(({ path }) => path.replace(/\(.*\)/, ''))).toEqual([
      '/policy',
      '/policy/erasure',
      '/policy/ask',
      '/ledger',
      '/verify',
      '/protocols',
      '/open-data',
      '/.well-known/gpc.json',
      '/v2/findUsage',
      '/v2/usagePeriod',
      '/v2/heartbeat',
      '/exports/:token',
      '/letters',
      '/oauth',
      '/.well-known/oauth-authorization-server/oauth',
      '/portal',
      '/hooks/bank/:provider',
    ]);
  });

  it.each([
    ['GET', '/policy', 'privacy', '/policy'],
    ['HEAD', '/policy', 'privacy', '/policy'],
    ['GET', '/policy/editions/2?lang=ru', 'privacy', '/policy/editions/2?lang=ru'],
    ['GET', '/ledger/checkpoint', 'privacy', '/ledger/checkpoint'],
    ['GET', '/verify', 'privacy', '/verify'],
    ['GET', '/.well-known/gpc.json', 'privacy', '/.well-known/gpc.json'],
    ['GET', '/v2/findUsage?offset=10&limit=5', 'privacy', '/v2/findUsage?offset=10&limit=5'],
    ['GET', '/v2/heartbeat', 'privacy', '/v2/heartbeat'],
    ['GET', `/exports/${'A'.repeat(43)}`, 'privacy', `/exports/${'A'.repeat(43)}`],
    ['POST', '/letters', 'privacy', '/letters'],
    ['GET', '/oauth/jwks', 'identity', '/oauth/jwks'],
    ['POST', '/oauth/token', 'identity', '/oauth/token'],
    ['GET', '/.well-known/oauth-authorization-server/oauth', 'identity', '/oauth/.well-known/openid-configuration'],
    ['GET', '/portal/callback?code=secret&state=s', 'identity', '/portal/callback?code=secret&state=s'],
    ['POST', '/hooks/bank/local', 'auction', '/hooks/bank/local'],
  ] as const)('%s %s reaches %s', async (method, path, service, target) => {
    const response = await gateway.fetch(path, { method, ...(method === 'POST' && { body: 'a body' }) });
    expect(response.status).toBe(200);
    const [seen] = services()[service].seen;
    expect(seen).toMatchObject({ method, url: target });
    if (method === 'POST') expect(seen?.body).toBe('a body');
  });

  it.each([
    ['GET', '/graphql/..%2fpolicy'],
    ['GET', '/health'],
    ['GET', '/policyx'],
    ['POST', '/policy'],
    ['DELETE', '/letters'],
    ['GET', '/letters'],
    ['GET', '/letters/1'],
    ['GET', `/exports/${'A'.repeat(42)}`],
    ['POST', '/hooks/bank/LOCAL'],
    ['POST', '/hooks/bank/a/b'],
    ['POST', '/hooks/other/local'],
    ['GET', '/.well-known/jwks.json'],
    ['GET', '/.well-known/openid-configuration'],
  ])('%s %s reaches nobody', async (method, path) => {
    const response = await gateway.fetch(path, { method, ...(method === 'POST' && { body: 'x' }) });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect(Object.values(services()).flatMap(({ seen }) => seen)).toHaveLength(0);
  });

  it.each([
    '/policy/../graphql',
    '/policy/./a',
    '/policy/%2e%2e/graphql',
    '/policy/..%2fgraphql',
    '/policy//graphql',
    '/policy/a\\..\\b',
    '/policy/..',
    '//policy',
  ])('does not let %s climb out', async (path) => {
    expect(await rawGet(path)).toBe(404);
    expect(privacy.seen).toHaveLength(0);
  });
});

describe('headers of a route', () => {
  it('tell the service who we are and who called, whatever the client says', async () => {
    const forged = {
      'belgi-deployment-secret': 'guessed',
      'belgi-anything': 'x',
      'x-belgi-client-address': '10.9.8.7',
      'x-forwarded-for': '10.9.8.7',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=10.9.8.7',
      'x-real-ip': '10.9.8.7',
      authorization: 'Bearer t',
      connection: 'close, x-secret-hop',
      'x-secret-hop': '1',
      te: 'trailers',
    };
    expect(await rawGet('/policy', forged)).toBe(200);
    const headers = privacy.seen[0]?.headers ?? {};
    expect(headers).toMatchObject({
      'belgi-deployment-secret': SECRET,
      'x-belgi-client-address': '127.0.0.1',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'belgi.example',
      'x-forwarded-proto': 'https',
      authorization: 'Bearer t',
    });
    for (const name of ['belgi-anything', 'forwarded', 'x-real-ip', 'x-secret-hop', 'te']) {
      expect(headers).not.toHaveProperty(name);
    }
  });

  it('of the answer lose what is inner, keep its own policy, and get what is missing', async () => {
    privacy.answer = (_request, response) =>
      void response
        .writeHead(200, {
          etag: '"1"',
          vary: 'accept-language',
          'belgi-inner': 'x',
          server: 'inner',
          'x-powered-by': 'inner',
          'content-security-policy': "default-src 'self'",
        })
        .end('page');
    const { headers } = await gateway.fetch('/policy');
    expect(headers.get('etag')).toBe('"1"');
    expect(headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('vary')).toBe('accept-language, origin');
    for (const name of ['belgi-inner', 'server', 'x-powered-by']) expect(headers.get(name)).toBeNull();
  });
});

describe('what a route carries', () => {
  it('is streamed: the first bytes come before the last are written', async () => {
    let finish: () => void = () => undefined;
    privacy.answer = (_request, response) => {
      response.writeHead(200).write('first');
      finish = () => response.end('last');
    };
    const { body } = await gateway.fetch('/ledger/tile/0');
    const reader = body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
    finish();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('last');
  });

  const MiB = 1024 * 1024;
  it('may be as large as the route takes and no larger', async () => {
    const letter = (bytes: number) => gateway.fetch('/letters', { method: 'POST', body: new Uint8Array(bytes) });
    expect((await letter(10 * MiB)).status).toBe(200);
    const tooLarge = await letter(11 * MiB);
    expect(tooLarge.status).toBe(413);
    expect(await tooLarge.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] });
    expect(privacy.seen).toHaveLength(1);
  });

  it('is counted when no length is announced', async () => {
    expect(await upload('/letters', Array(11).fill(Buffer.alloc(MiB)))).toEqual({ status: 413, sent: 11 });
    expect(privacy.seen).toHaveLength(0);
  });

  it('does not hold the connection of a client that sends for ever', async () => {
    function* endless() {
      for (;;) yield Buffer.alloc(MiB / 16);
    }
    const { status, sent } = await upload('/letters', endless());
    expect(status).toBe(413);
    expect(sent).toBeGreaterThan(10 * 16);
  });

  it('may be an error or a redirect, which pass as they are', async () => {
    privacy.answer = (_request, response) => void response.writeHead(302, { location: '/policy/editions/1' }).end();
    const response = await gateway.fetch('/policy', { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/policy/editions/1');
  });

  it('ends at the service when the client goes', async () => {
    let closed = false;
    privacy.answer = (_request, response) => {
      response.once('close', () => {
        closed = true;
      });
    };
    const gone = new AbortController();
    const asked = gateway.fetch('/ledger/slow', { signal: gone.signal });
    await eventually(() => privacy.seen[0]);
    gone.abort();
    await expect(asked).rejects.toThrow();
    await eventually(() => (closed ? true : undefined));
  });
});

it('a service that is down is one clear answer', async () => {
  const alone = await startTestGateway(graph, { PRIVACY_URL: NOBODY });
  try {
    const response = await alone.fetch('/policy', { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
  } finally {
    await alone.close();
  }
});
