import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ARRIVAL_MS, arrivalMs } from './arrival.js';
import { createHealth } from './health.js';
import { createHttpServer } from './http-server.js';
import { createLogger } from './logger.js';
import { createMetrics } from './metrics.js';

const KIB = 1024;
const app = createHttpServer({
  logger: createLogger({ service: 'test', level: 'silent' }),
  health: createHealth(),
  metrics: createMetrics('test'),
  arrivalMs: (bodyLimit) => (bodyLimit > KIB ? 60_000 : 50),
});
let port: number;
beforeAll(async () => {
  app.post('/small', { bodyLimit: KIB }, async ({ body }) => body);
  app.post('/large', { bodyLimit: 2 * KIB }, async ({ body }) => body);
  app.post('/hasty', { bodyLimit: KIB }, (_request, reply) => {
    reply.raw.writeHead(200).write('the head');
  });
  app.addContentTypeParser('application/unread', (_request, _payload, done) => done(null));
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => app.close());

/** Announces ten bytes and sends four, or others. */
async function begin(path: string, { type = 'text/plain', sent = 'four' } = {}): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 10\r\n\r\n${sent}`);
  return socket;
}
async function allOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

// The attack: a body that comes a byte now and then holds a socket, on as many connections as one likes.
it('ends a body that comes too slowly for its route, and not one on a route that takes larger ones', async () => {
  const [small, large] = await Promise.all([begin('/small'), begin('/large')]);
  expect(await allOf(small)).toMatch(/^HTTP\/1.1 408 /);
  large.write('sixmor');
  expect(String((await once(large, 'data'))[0])).toMatch(/^HTTP\/1.1 200 .*foursixmor$/s);
  large.destroy();
});

it('writes no 408 into an answer that has begun', async () => {
  const answer = await allOf(await begin('/hasty', { type: 'application/unread' })).catch(() => '');
  expect(answer).not.toContain('408');
});

it('leaves a connection alone whose request came in time', async () => {
  const socket = await begin('/small', { sent: 'foursixmor' });
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /);
  await allOf(await begin('/small')); // as long as the first one had
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /);
  socket.destroy();
});

it('gives headers and ordinary requests 30 s, and a letter of 10 MiB on half a Mbit/s the time it needs', () => {
  expect(app.server.headersTimeout).toBe(ARRIVAL_MS);
  expect(arrivalMs(64 * KIB)).toBe(30_000);
  expect(arrivalMs(256 * KIB)).toBe(30_000);
  const letter = 10 * KIB * KIB;
  expect(arrivalMs(letter + 64 * KIB)).toBeGreaterThan((letter / (500_000 / 8)) * 1_000);
  expect(arrivalMs(1_000 * letter)).toBe(300_000);
});
