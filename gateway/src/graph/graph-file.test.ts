import { rename, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { eventually, startTestGateway, type TestGateway } from '../testing/test-gateway.js';
import { compose, startTestGraph, type TestGraph } from '../testing/test-graph.js';
import { startTestService, type TestService } from '../testing/test-service.js';

// Whole gateways over real sockets: on a busy machine they take longer than a function does.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let graph: TestGraph;
let gateway: TestGateway;
let later: TestService;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await startTestGateway(graph);
  later = await startTestService(graph.auction.sdl.replace('type Query {', 'type Query { news: String'), {});
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
  await later.close();
});

const file = () => gateway.supergraphFile;
const checks = async () => (await gateway.health.report()).checks;
const withNews = () => compose({ identity: graph.identity, auction: later });
const knowsNews = async () => (await gateway.ask('{ __type(name: "Query") { fields { name } } }')).data;

it('takes a new supergraph over while operations run, and none is dropped', async () => {
  let finish: () => void = () => undefined;
  graph.identity.graphqlAnswer = (_request, response) => {
    graph.identity.graphqlAnswer = undefined;
    finish = () =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"serverTime":"late"}}');
  };
  const underWay = gateway.ask('{ serverTime }');
  await eventually(() => graph.identity.seen.find(({ body }) => body.includes('serverTime')));
  await writeFile(`${file()}.next`, withNews());
  await rename(`${file()}.next`, file());
  let failures = 0;
  await eventually(async () => {
    if ((await gateway.ask('{ serverTime }')).errors !== undefined) failures += 1;
    return JSON.stringify(await knowsNews()).includes('news') ? true : undefined;
  });
  expect(failures).toBe(0);
  // Begun on the former graph, ends on the former graph.
  finish();
  expect(await underWay).toMatchObject({ status: 200, data: { serverTime: 'late' } });
});

it.each([
  ['half a file', () => withNews().slice(0, 2_000)],
  ['no supergraph', () => 'type Query { a: Int }'],
  ['nothing', () => ''],
  ['a subgraph nobody knows', () => compose({ strangers: graph.identity })],
])('keeps the running graph when the file holds %s, and says so', async (_, text) => {
  await writeFile(file(), text());
  await eventually(async () => ((await checks())['supergraph-file']?.ok === false ? true : undefined));
  const report = await gateway.health.report();
  expect(report.ready).toBe(true);
  expect(report.checks['supergraph']).toEqual({ ok: true });
  expect(report.checks['supergraph-file']).toMatchObject({ ok: false, optional: true });
  expect((await gateway.ask('{ serverTime }')).status).toBe(200);
  await writeFile(file(), withNews());
  await eventually(async () => ((await checks())['supergraph-file']?.ok === true ? true : undefined));
});

it('waits for a file that is not there yet', async () => {
  const early = await startTestGateway(graph, { SUPERGRAPH_FILE: `${file()}.later` });
  try {
    expect((await early.health.report()).ready).toBe(false);
    const answer = await early.ask('{ serverTime }');
    expect(answer.status).toBe(503);
    expect(answer.errors?.[0]?.extensions.code).toBe('GRAPH_UNAVAILABLE');
    await writeFile(`${file()}.later`, graph.supergraph);
    await eventually(async () => ((await early.health.report()).ready ? true : undefined));
    expect((await early.ask('{ serverTime }')).status).toBe(200);
    await rm(`${file()}.later`);
    await eventually(async () => ((await early.health.report()).checks['supergraph-file']?.ok ? undefined : true));
    expect((await early.ask('{ serverTime }')).status).toBe(200);
  } finally {
    await early.close();
  }
});

it('reports services that are down and is ready all the same', async () => {
  const { ready, checks } = await gateway.health.report();
  expect(ready).toBe(true);
  expect(checks['keys-of-identity']).toEqual({ ok: true });
  expect(checks['service-identity']).toMatchObject({ ok: true, optional: true });
  expect(checks['service-notify']).toMatchObject({ ok: false, optional: true, detail: 'not reachable' });
});
