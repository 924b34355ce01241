import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.js';
import { startTestGraph, type TestGraph } from '../testing/test-graph.js';

// Whole gateways over real sockets: on a busy machine they take longer than a function does.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let graph: TestGraph;
let gateway: TestGateway;
let production: TestGateway;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await startTestGateway(graph, { MAILBOX_URL: 'http://localhost:4080' });
  production = await startTestGateway(graph, { NODE_ENV: 'production' });
});
afterAll(async () => {
  await gateway.close();
  await production.close();
  await graph.close();
});

describe('the front page', () => {
  it.each([
    ['/?lang=ky', 'ky', 'аукциону'],
    ['/?lang=ru', 'ru', 'аукцион'],
    ['/?lang=en', 'en', 'auction'],
    ['/?lang=xx', 'en', 'auction'],
    ['/', 'en', 'auction'],
  ])('%s speaks %s, without script', async (path, language, word) => {
    const response = await gateway.fetch(path, { headers: { 'accept-language': 'en' } });
    const html = await response.text();
    expect(response.headers.get('content-language')).toBe(language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(word);
    expect(html).not.toMatch(/<script|\son\w+=/);
    for (const link of ['/policy', '/graphiql/', 'http://localhost:4080']) expect(html).toContain(`href="${link}`);
  });

  it('links nothing in production that is not there', async () => {
    const html = await (await production.fetch('/')).text();
    expect(html).not.toContain('graphiql');
    expect(html).not.toContain('localhost:4080');
  });
});

describe('production', () => {
  it('has no GraphiQL', async () => expect((await production.fetch('/graphiql/')).status).toBe(404));

  it('does not describe its schema, nor guess what was meant', async () => {
    const { errors } = await production.ask('{ __schema { queryType { name } } }');
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const typo = await production.ask('{ serverTim }');
    expect(typo.errors?.[0]?.message).toBe('Cannot query field "serverTim" on type "Query".');
    expect((await gateway.ask('{ serverTim }')).errors?.[0]?.message).toContain('Did you mean');
  });
});

it('too many requests of one address are told when to come again', async () => {
  const small = await startTestGateway(graph, { RATE_PER_ADDRESS: '0.5', RATE_PER_ACTOR: '0.5' });
  try {
    expect((await small.ask('{ serverTime }')).status).toBe(200);
    expect((await small.ask('{ serverTime }')).status).toBe(200);
    const refused = await small.ask('{ serverTime }');
    expect(refused.status).toBe(429);
    expect(refused.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    expect(refused.headers.get('retry-after')).toBe('2');
  } finally {
    await small.close();
  }
});

it('metrics tell of steps, subgraphs and operations', async () => {
  await gateway.ask('{ serverTime }');
  const text = await (await gateway.fetch('/metrics')).text();
  const counts = text.split('\n').filter((line) => /^belgi_gateway_\w+_(count|total)/.test(line));
  const has = (name: string, ...labels: string[]) =>
    counts.some((line) => line.startsWith(name) && labels.every((label) => line.includes(label)));
  expect(has('belgi_gateway_step_seconds_count', 'step="operation"')).toBe(true);
  expect(has('belgi_gateway_subgraph_seconds_count', 'subgraph="identity"', 'outcome="ok"')).toBe(true);
  expect(has('belgi_gateway_operations_total', 'kind="query"', 'outcome="ok"')).toBe(true);
});
