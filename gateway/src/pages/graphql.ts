import { ANONYMOUS } from '@belgi/access';
import type { FastifyInstance } from 'fastify';
import type { Exchange } from '../pipeline/exchange.js';
import type { Pipeline } from '../pipeline/pipeline.js';

/** Hands every request at an endpoint to its pipeline, whatever its method, and writes what the pipeline replies. */
export function serveGraphql(app: FastifyInstance, pipelines: Readonly<Record<string, Pipeline>>): void {
  // The operation step reads the body itself, after the steps that may refuse without reading.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  for (const [url, pipeline] of Object.entries(pipelines)) serveAt(app, url, pipeline);
}

function serveAt(app: FastifyInstance, url: string, pipeline: Pipeline): void {
  app.route({
    url,
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      const exchange: Exchange = {
        method: request.method,
        headers: request.headers,
        target: request.raw.url ?? '',
        search: request.raw.url?.split('?').slice(1).join('?') ?? '',
        raw: request.raw,
        peer: request.raw.socket.remoteAddress ?? '',
        gone: gone.signal,
        requestId: request.id,
        locale: 'ky',
        clientAddress: '',
        replyHeaders: {},
        actor: ANONYMOUS,
      };
      await pipeline(exchange);
      if (exchange.reply === undefined) throw new Error('the pipeline ended without a reply');
      const { status, headers, body } = exchange.reply;
      return reply.code(status).headers(headers).send(body);
    },
  });
}
