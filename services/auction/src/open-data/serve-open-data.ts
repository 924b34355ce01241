import type { Database } from '@belgi/database';
import { decodeCursor, encodeCursor, requireDeploymentSecret, sendRevalidated } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Publisher, packageOf } from './ocds.js';
import { salesPage } from './sales.store.js';

/** Releases of a package: some 200 kB. */
const PAGE = 100;
const START = new Date(0);
const cursor = z.tuple([z.iso.datetime(), z.uuid()]);
const query = z.strictObject({
  since: z.iso.date().optional(),
  after: z.string().max(200).optional(),
});

/**
 * `/open-data/ocds/releases`: what was sold, oldest first, as release packages of the Open Contracting Data Standard. `?since=` takes a
 * day (UTC); `links.next` is the next package. For everybody, passed through by the gateway.
 */
export async function serveOpenData(
  app: FastifyInstance,
  edge: { readonly database: Database; readonly publisher: Publisher; readonly deploymentSecrets: readonly string[] },
): Promise<void> {
  const { database, publisher, deploymentSecrets } = edge;
  const base = `${publisher.publicUrl}/open-data/ocds/releases`;
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/open-data/ocds/releases', async (request, reply) => {
      reply.type('application/json; charset=utf-8').header('x-content-type-options', 'nosniff');
      const asked = read(request.query);
      if (asked === undefined) return reply.code(400).header('cache-control', 'no-store').send({ error: 'BAD_QUERY' });
      const found = await salesPage(database, { ...asked, limit: PAGE + 1 });
      const sales = found.slice(0, PAGE);
      const last = found.length > PAGE ? sales.at(-1) : undefined;
      const next = last ? `${base}?after=${encodeCursor([last.settledAt.toISOString(), last.lot.id])}` : null;
      const uri = `${publisher.publicUrl}${request.url}`;
      return sendRevalidated(request, reply, JSON.stringify(packageOf(sales, publisher, { uri, next, at: START })));
    });
  });
}

function read(given: unknown): { since: Date | null; after: { settledAt: Date; id: string } | null } | undefined {
  const asked = query.safeParse(given);
  if (!asked.success) return undefined;
  const { since, after } = asked.data;
  try {
    const place = after === undefined ? null : decodeCursor(after, cursor);
    return {
      since: since === undefined ? null : new Date(since),
      after: place && { settledAt: new Date(place[0]), id: place[1] },
    };
  } catch {
    return undefined;
  }
}
