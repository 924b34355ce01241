import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from './testing/test-gateway.js';
import { startTestGraph, type TestGraph } from './testing/test-graph.js';

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
  graph.auction.seen.length = 0;
});

describe('a look at a person', () => {
  const askedOf = ({ seen }: { seen: readonly { body: string }[] }) =>
    seen.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body).extensions?.asked);

  it('is told whole to the service that keeps the trace, and to no other', async () => {
    const query = 'query { one: citizen(id: "c1") { name ...Rest } } fragment Rest on Citizen { entries }';
    expect((await gateway.ask(query)).errors ?? []).toEqual([]);
    expect(askedOf(graph.identity)).toEqual([{ one: ['name', 'entries'] }]);
    expect(askedOf(graph.auction)).toEqual([undefined]);
  });

  it('is nobody’s to make up', async () => {
    await gateway.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: '{ serverTime }', extensions: { asked: { one: ['pin'] } } }),
    });
    expect(askedOf(graph.identity)).toEqual([undefined]);
  });
});
