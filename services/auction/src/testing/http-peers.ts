import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKeySet, generateSigningKey, type KeySet } from '@belgi/access';

/** A peer of the process under test, on a port of its own. */
export interface Peer {
  readonly url: string;
  close(): Promise<void>;
}

async function listening(server: Server): Promise<Peer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Publishes the keys of tokens that the test signs. */
export async function startIssuer(): Promise<Peer & { readonly keys: KeySet }> {
  const keys = createKeySet(JSON.stringify([generateSigningKey()]));
  const peer = await listening(
    createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(keys.publicJwks()));
    }),
  );
  return { ...peer, keys };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** The merchant's side of a bank: opens and refunds orders, and remembers what it was asked. */
export async function startBank(apiKey: string): Promise<Peer & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request)) as { orderId?: string };
    const allowed = request.headers.authorization === `Bearer ${apiKey}`;
    asked.push(`${request.method} ${request.url}`);
    response
      .writeHead(allowed ? 200 : 401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ url: `http://bank.test/orders/${body.orderId}` }));
  });
  return { ...(await listening(server)), asked };
}
