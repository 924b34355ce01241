import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signerAt, witnessAt } from './notary-client.js';

/** A notary that takes the question and never answers. */
const asked: (() => void)[] = [];
const server = createServer(() => asked.shift()?.());
let url: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([
  ['signer', (signal: AbortSignal) => signerAt(url, 'secret', signal)],
  ['witness', (signal: AbortSignal) => witnessAt(url, signal)],
] as const)('a %s that hangs keeps nobody from stopping', async (_, notaryAt) => {
  const stopping = new AbortController();
  const arrived = new Promise<void>((resolve) => asked.push(resolve));
  const answer = notaryAt(stopping.signal)('body').catch((error: unknown) => error);
  await arrived;
  const before = performance.now();
  stopping.abort();
  expect(await answer).toMatchObject({ name: 'AbortError' });
  expect(performance.now() - before).toBeLessThan(1_500);
});
