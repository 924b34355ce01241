import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { createHealth } from './health.js';
import { createHttpServer } from './http-server.js';
import { createLogger } from './logger.js';
import { createMetrics } from './metrics.js';

const health = createHealth();
const app = createHttpServer({
  logger: createLogger({ service: 'test', level: 'silent' }),
  health,
  metrics: createMetrics('test'),
});
let reachable = false;
health.addCheck('database', () => {
  if (!reachable) throw new Error('waiting for the database');
});
afterAll(() => app.close());

describe('every process', () => {
  it('is live from the start and ready only when serving and every check passes', async () => {
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    expect((await app.inject('/health/ready')).statusCode).toBe(503);
    health.setServing(true);
    const waiting = await app.inject('/health/ready');
    expect(waiting.statusCode).toBe(503);
    expect(waiting.json().checks.database).toEqual({ ok: false, detail: 'waiting for the database' });
    reachable = true;
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    health.setServing(false);
    expect((await app.inject('/health/ready')).statusCode).toBe(503);
  });

  it('reports an optional check and is ready without it', async () => {
    const health = createHealth();
    health.setServing(true);
    health.addOptionalCheck('neighbour', () => {
      throw new Error('is down');
    });
    expect(await health.report()).toEqual({
      ready: true,
      checks: { process: { ok: true }, neighbour: { ok: false, detail: 'is down', optional: true } },
    });
  });

  it('keeps a good request id and replaces a bad one', async () => {
    const good = await app.inject({ url: '/health/live', headers: { 'x-request-id': 'abcd-1234-efgh' } });
    expect(good.headers['x-request-id']).toBe('abcd-1234-efgh');
    const bad = await app.inject({ url: '/health/live', headers: { 'x-request-id': 'x y<script>' } });
    expect(bad.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts requests by route pattern', async () => {
    expect((await app.inject('/metrics')).body).toContain(
      'http_server_request_duration_seconds_count{service="test",method="GET",route="/health/live"',
    );
  });

  it('stops at once although somebody has connected and says nothing', async () => {
    const closing = createHttpServer({
      logger: createLogger({ service: 'test', level: 'silent' }),
      health,
      metrics: createMetrics('test'),
    });
    const { port } = new URL(await closing.listen({ host: '127.0.0.1', port: 0 }));
    const silent = connect(Number(port), '127.0.0.1');
    const slow = connect(Number(port), '127.0.0.1');
    const again = connect(Number(port), '127.0.0.1');
    const ended = [silent, slow, again].map(
      (socket) => new Promise<void>((resolve) => socket.on('error', () => undefined).once('close', () => resolve())),
    );
    await Promise.all([silent, slow, again].map((socket) => once(socket, 'connect')));
    const unfinished = 'GET /health/live HTTP/1.1\r\nhost: belgi\r\n';
    slow.write(unfinished);
    again.write(`${unfinished}\r\n`);
    await once(again, 'data');
    again.write(unfinished);
    await closing.inject('/health/live');
    await closing.close();
    await Promise.all(ended);
  });

  it('ends a connection when it has given the answer that was under way, streamed ones too', async () => {
    const closing = createHttpServer({
      logger: createLogger({ service: 'test', level: 'silent' }),
      health,
      metrics: createMetrics('test'),
    });
    const body = new PassThrough();
    closing.get('/slow', (_request, reply) => reply.send(body));
    const url = await closing.listen({ host: '127.0.0.1', port: 0 });
    body.write('first, ');
    const answer = await fetch(`${url}/slow`);
    const closed = closing.close();
    body.end('last');
    expect(await answer.text()).toBe('first, last');
    await closed;
  });
});
