import { pageLanguage, requireDeploymentSecret, sendRevalidated } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
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
      return sendRevalidated(request, reply, registerPage(register, locale));
    });
    scope.get('/policy/register.json', async (request, reply) => {
      reply.type('application/json; charset=utf-8').header('x-content-type-options', 'nosniff');
      return sendRevalidated(request, reply, text);
    });
  });
}
