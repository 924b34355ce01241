import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@belgi/runtime';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Built by graphiql/build.mjs; the same place seen from src and from dist. */
const BUILT = fileURLToPath(new URL('../../graphiql/dist', import.meta.url));

/** Everything from our own origin. The editor writes its styles into the page, hence `unsafe-inline` for styles alone. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  // GraphiQL's style sheet carries its fonts within itself.
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves GraphiQL under /graphiql/, for developers; off in production. */
export async function serveGraphiql(app: FastifyInstance, logger: Logger): Promise<void> {
  if (!existsSync(BUILT)) {
    logger.warn('GraphiQL is not built: node gateway/graphiql/build.mjs');
    return;
  }
  app.get('/graphiql', (_request, reply) => reply.redirect('/graphiql/'));
  await app.register(fastifyStatic, {
    root: BUILT,
    prefix: '/graphiql/',
    // Names under assets/ carry a hash of their content; the page itself is asked for anew.
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', POLICY);
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
