import { createHash } from 'node:crypto';
import type { KeySet } from '@belgi/access';
import type { Database } from '@belgi/database';
import { matchesEtag, pageHeaders, pageLanguage, requireDeploymentSecret, sendRevalidated } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../lots/ids.js';
import { type SealedProtocol, sealedProtocols } from './protocol.store.js';
import { protocolKeys, readProtocol } from './protocol-file.js';
import { noProtocolPage, PROTOCOL_SECURITY_POLICY, protocolPage } from './protocol-page.js';

export interface ProtocolEdge {
  readonly database: Database;
  readonly keys: KeySet;
  readonly deploymentSecrets: readonly string[];
}

/**
 * `/protocols/{lotId}`, the closing protocol as a file; `/protocols/{lotId}/page`, the same to be read and printed; `/protocols/keys`,
 * by which seals are checked. For everybody, passed through by the gateway.
 */
export async function serveProtocols(app: FastifyInstance, edge: ProtocolEdge): Promise<void> {
  const { database, keys, deploymentSecrets } = edge;
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/protocols/keys', (request, reply) =>
      sendRevalidated(
        request,
        plain(reply),
        protocolKeys(keys)
          .map((key) => `${key}\n`)
          .join(''),
      ),
    );
    scope.get<{ Params: { lotId: string } }>('/protocols/:lotId', async (request, reply) => {
      const sealed = await sealedOf(database, request.params.lotId);
      if (!sealed)
        return plain(reply).code(404).header('cache-control', 'no-store').send('no sealed protocol of this lot\n');
      const name = `protocol-${sealed.lotId}.json`;
      reply
        .type('application/json; charset=utf-8')
        .headers({ 'x-content-type-options': 'nosniff', 'content-disposition': `inline; filename="${name}"` });
      return sendOnce(
        request,
        reply,
        tagOf(sealed, protocolKeys(keys)),
        async () => (await readProtocol(database, keys, sealed)).text,
      );
    });
    scope.get<{ Params: { lotId: string } }>('/protocols/:lotId/page', async (request, reply) => {
      const locale = pageLanguage(request);
      pageHeaders(reply, locale, PROTOCOL_SECURITY_POLICY);
      const sealed = await sealedOf(database, request.params.lotId);
      if (!sealed) return reply.code(404).header('cache-control', 'no-store').send(noProtocolPage(locale));
      return sendOnce(request, reply, tagOf(sealed, [locale]), async () =>
        protocolPage(locale, await readProtocol(database, keys, sealed)),
      );
    });
  });
}

async function sealedOf(database: Database, lotId: string): Promise<SealedProtocol | undefined> {
  return isId(lotId) ? (await sealedProtocols(database, [lotId.toLowerCase()]))[0] : undefined;
}

/** A sealed protocol never changes; what goes along with it may. */
const tagOf = ({ protocolSha256 }: SealedProtocol, others: readonly string[]): string =>
  `"${createHash('sha256')
    .update([protocolSha256, ...others].join('\n'))
    .digest('base64url')}"`;

/** The lines, of which there may be a hundred thousand, are read for whoever has not got them yet. */
async function sendOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  body: () => Promise<string>,
): Promise<FastifyReply> {
  reply.header('cache-control', 'public, no-cache').header('etag', etag);
  return matchesEtag(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(await body());
}

const plain = (reply: FastifyReply): FastifyReply =>
  reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff');
