import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestGateway, type TestGateway } from './testing/test-gateway.js';
import { startTestGraph, type TestGraph } from './testing/test-graph.js';

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

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

  it('has 61 audits', () => expect(audits).toHaveLength(61));

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    expect(result.status, 'reason' in result ? result.reason : undefined).toBe('ok');
  });
});
