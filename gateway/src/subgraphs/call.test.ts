import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Pool } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { callSubgraph, SubgraphCallError } from './call.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 22\r\n\r\n{"data":{"ok":"yes"}} ';

let server: Server;
let pool: Pool;
afterEach(async () => {
  await pool.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** A TCP server that does one thing per request, in the order given; after the last it goes on with that one. */
async function scripted(...script: ((socket: Socket) => void)[]): Promise<{ requests: () => number }> {
  let requests = 0;
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (!bytes.toString('latin1').startsWith('POST ')) return;
      const act = script[Math.min(requests, script.length - 1)];
      requests += 1;
      act?.(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    connections: 1,
    maxResponseSize: 4_096,
  });
  return { requests: () => requests };
}

const answer = (socket: Socket) => void socket.write(OK);
const drop = (socket: Socket) => void socket.destroy();
const reset = (socket: Socket) => void socket.resetAndDestroy();
const begin = (socket: Socket) => {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 22\r\n\r\n{"data"', () =>
    socket.destroy(),
  );
};
const silence = () => undefined;

const call = (repeatable: boolean, signal: AbortSignal = AbortSignal.timeout(5_000)) => {
  let retries = 0;
  const answered = callSubgraph(pool, {
    body: '{"query":"{ ok }"}',
    headers: { 'content-type': 'application/json' },
    signal,
    repeatable,
    onRetry: () => {
      retries += 1;
    },
  });
  return { answered, retries: () => retries };
};
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof SubgraphCallError ? error.failure : 'unexpected'),
  );

describe('a keep-alive connection that breaks before an answer', () => {
  it.each([
    ['closed', drop],
    ['reset', reset],
  ])('%s: a query is asked once more', async (_, act) => {
    const { requests } = await scripted(answer, act, answer);
    await call(true).answered;
    const second = call(true);
    expect(await second.answered).toEqual({ data: { ok: 'yes' } });
    expect(second.retries()).toBe(1);
    expect(requests()).toBe(3);
  });

  it('is not tried a third time', async () => {
    const { requests } = await scripted(drop);
    expect(await failureOf(call(true).answered)).toBe('connection');
    expect(requests()).toBe(2);
  });

  it('never repeats a mutation', async () => {
    const { requests } = await scripted(drop);
    expect(await failureOf(call(false).answered)).toBe('connection');
    expect(requests()).toBe(1);
  });
});

it('repeats nothing once an answer has begun', async () => {
  const { requests } = await scripted(begin);
  expect(await failureOf(call(true).answered)).toBe('connection');
  expect(requests()).toBe(1);
});

it('repeats nothing after the deadline', async () => {
  const { requests } = await scripted(silence);
  expect(await failureOf(call(true, AbortSignal.timeout(100)).answered)).toBe('deadline');
  expect(requests()).toBe(1);
});

it('hangs up when the client goes', async () => {
  let hungUp: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    hungUp = resolve;
  });
  const gone = new AbortController();
  await scripted((socket) => {
    socket.once('close', hungUp);
    gone.abort();
  });
  expect(await failureOf(call(true, gone.signal).answered)).toBe('client-gone');
  await closed;
});

it('takes no more than its limit', async () => {
  await scripted((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n');
    socket.write('x'.repeat(9_000));
  });
  expect(await failureOf(call(true).answered)).toBe('too-large');
});

it('reads GraphQL errors under any status', async () => {
  const body = '{"errors":[{"message":"no"}]}';
  await scripted(
    (socket) =>
      void socket.write(
        `HTTP/1.1 401 No\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      ),
  );
  expect(await call(true).answered).toEqual({ errors: [{ message: 'no' }] });
});
