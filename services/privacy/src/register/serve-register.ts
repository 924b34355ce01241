import { createHash } from 'node:crypto';
import { requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { matchesEtag, pageLanguage } from '../pages/page-request.js';
import { headers } from '../pages/serve-policy-pages.js';
import { readRegister } from './register-file.js';
import { REGISTER_SECURITY_POLICY, registerPage } from './register-page.js';

/** `/policy/register`, a page to print, and `/policy/register.json`: the entry for the register of holders. */
export async function serveRegister(
  app: FastifyInstance,
  { deploymentSecrets }: { deploymentSecrets: readonly string[] },
): Promise<void> {
  const { register, text } = await readRegister();
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/policy/register', async (request, reply) => {
      const locale = pageLanguage(request);
      headers(reply, locale).header('content-security-policy', REGISTER_SECURITY_POLICY);
      return send(request, reply, registerPage(register, locale));
    });
    scope.get('/policy/register.json', async (request, reply) => {
      reply.type('application/json; charset=utf-8').header('x-content-type-options', 'nosniff');
      return send(request, reply, text);
    });
  });
}

/** Always revalidated: a release of the platform may change it. */
function send(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  reply.header('cache-control', 'public, no-cache').header('etag', etag);
  return matchesEtag(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body);
}
