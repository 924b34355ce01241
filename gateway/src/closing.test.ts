import { expect, it } from 'vitest';
import { eventually, startTestGateway } from './testing/test-gateway.js';
import { startTestGraph } from './testing/test-graph.js';

it('answers what it had begun before it closes, and takes nothing new', async () => {
  const graph = await startTestGraph();
  const gateway = await startTestGateway(graph);
  let release: () => void = () => undefined;
  graph.identity.graphqlAnswer = (_request, response) => {
    release = () =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"serverTime":"now"}}');
  };
  graph.identity.seen.length = 0;
  const begun = gateway.ask('{ serverTime }');
  await eventually(() => graph.identity.seen[0]);

  const closed = gateway.close();
  const isRefused = () =>
    gateway.fetch('/health/live').then(
      () => undefined,
      () => true,
    );
  await eventually(isRefused);
  release();

  const { data, headers } = await begun;
  expect(data).toEqual({ serverTime: 'now' });
  expect(headers.get('connection')).toBe('close');
  await closed;
  await graph.close();
});
