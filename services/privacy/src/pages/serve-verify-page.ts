import { createHash } from 'node:crypto';
import { matchesEtag, pageLanguage, requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageWords } from './page-words.js';
import { type PageModule, verifierModules } from './verify-modules.js';
import { VERIFY_POLICY, verifyPage } from './verify-page.js';

export interface VerifyPages {
  readonly deploymentSecrets: readonly string[];
  /** Lines of the key file that the page trusts unless its reader says otherwise. */
  readonly keys: readonly string[];
}

/** `/verify`: checks a proof file in the browser alone. The page and its modules are fixed while the process runs. */
export async function serveVerifyPage(app: FastifyInstance, { deploymentSecrets, keys }: VerifyPages): Promise<void> {
  const modules = verifierModules();
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const addresses = modules.map(({ path }) => path);
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/verify', (request, reply) => {
      const locale = pageLanguage(request);
      reply.header('content-language', pageWords[locale].language).header('vary', 'Accept-Language');
      return send(request, reply, 'text/html; charset=utf-8', verifyPage(locale, keys, addresses));
    });
    scope.get('/verify/modules/*', (request, reply) => {
      const module: PageModule | undefined = byPath.get(request.url.split('?')[0] ?? '');
      if (module === undefined) return reply.code(404).header('cache-control', 'no-store').send();
      return send(request, reply, 'text/javascript; charset=utf-8', module.code);
    });
  });
}

/** Always revalidated: two releases must not be mixed in a browser for longer than a reload. */
function send(request: FastifyRequest, reply: FastifyReply, type: string, body: string): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  reply
    .headers({ 'cache-control': 'no-cache', etag, 'content-security-policy': VERIFY_POLICY })
    .headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    .headers({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' });
  if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(type).send(body);
}
