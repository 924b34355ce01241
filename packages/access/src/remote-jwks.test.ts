import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeySet, createRemoteJwks, generateSigningKey, IssuerUnavailableError } from './index.js';

const [first, second] = [generateSigningKey(), generateSigningKey()];
let server: Server;
let url: string;
let fetched: number;
let answer: () => { status: number; body: string };
const publish = (...keys: object[]) => ({ status: 200, body: JSON.stringify({ keys }) });
const publicOf = (key: typeof first) => createKeySet(JSON.stringify([key])).publicJwks().keys[0] ?? {};

beforeEach(async () => {
  fetched = 0;
  answer = () => publish(publicOf(first));
  server = createServer((_, response) => {
    fetched += 1;
    const { status, body } = answer();
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('the keys of a remote issuer', () => {
  it('are fetched at the first need, once for all who wait, and kept', async () => {
    const jwks = createRemoteJwks(url);
    expect(fetched).toBe(0);
    const found = await Promise.all([1, 2, 3].map(() => jwks.keyFor(first.kid)));
    expect(found.every((key) => key?.type === 'public')).toBe(true);
    expect(fetched).toBe(1);
    await jwks.keyFor(first.kid);
    expect(fetched).toBe(1);
  });

  it('are fetched again for a new key id', async () => {
    const jwks = createRemoteJwks(url, { cooldownMs: 0 });
    await jwks.keyFor(first.kid);
    answer = () => publish(publicOf(second), publicOf(first));
    expect(await jwks.keyFor(second.kid)).toBeDefined();
  });

  /** The attack: tokens with invented key ids, each of which would cost the issuer a request. */
  it('are fetched once per cool-down, however many unknown ids arrive', async () => {
    const jwks = createRemoteJwks(url);
    await jwks.keyFor(first.kid);
    for (let i = 0; i < 50; i++) expect(await jwks.keyFor(`invented-${i}`)).toBeUndefined();
    expect(fetched).toBe(1);
  });

  it('stay in use while the issuer is down or answers nonsense', async () => {
    const failures: unknown[] = [];
    const jwks = createRemoteJwks(url, { cooldownMs: 0, maxAgeMs: 0, onFetchFailed: (error) => failures.push(error) });
    await jwks.keyFor(first.kid);
    for (const bad of [
      { status: 503, body: '' },
      { status: 200, body: '<html>' },
      publish(),
      publish({ kty: 'RSA', kid: 'x' }),
    ]) {
      answer = () => bad;
      const before = failures.length;
      expect(await jwks.keyFor(first.kid)).toBeDefined();
      await expect.poll(() => failures.length).toBe(before + 1);
    }
  });

  it('that the issuer dropped stop working after their age', async () => {
    const jwks = createRemoteJwks(url, { cooldownMs: 0, maxAgeMs: 0 });
    await jwks.keyFor(first.kid);
    answer = () => publish(publicOf(second));
    await expect.poll(() => jwks.keyFor(first.kid)).toBeUndefined();
  });

  it('that could never be had are a fault of ours, not of the token', async () => {
    answer = () => ({ status: 500, body: '' });
    const jwks = createRemoteJwks(url, { cooldownMs: 0 });
    await expect(jwks.keyFor(first.kid)).rejects.toBeInstanceOf(IssuerUnavailableError);
    answer = () => publish(publicOf(first));
    expect(await jwks.keyFor(first.kid)).toBeDefined();
  });
});
