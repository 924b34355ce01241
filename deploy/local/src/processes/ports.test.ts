import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { choosePort, freePort, isFree, PortTakenError } from './ports.js';

const listening = (port: number, host?: string) =>
  new Promise<Server>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ port, host }, () => resolve(server));
  });

test('a free port is given to one caller only', async () => {
  const ports = await Promise.all(Array.from({ length: 40 }, () => freePort()));
  expect(new Set(ports).size).toBe(40);
});

test('0 means any free port', async () => {
  const port = await choosePort(0, 'BANK_PORT');
  expect(await isFree(port)).toBe(true);
});

test.each(['127.0.0.1', '0.0.0.0', undefined])(
  'a port taken on %s gives one line with port and variable',
  async (host) => {
    const port = await freePort();
    const server = await listening(port, host);
    try {
      const choosing = choosePort(port, 'BANK_PORT');
      await expect(choosing).rejects.toThrow(PortTakenError);
      await expect(choosing).rejects.toThrow(
        `Port ${port} is taken by another program. Stop it, or choose another port: BANK_PORT=<port> (0 = any free one).`,
      );
    } finally {
      server.close();
    }
  },
);
