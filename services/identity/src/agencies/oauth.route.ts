import { requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';

const MOUNT = '/oauth';

/** Hands `/oauth/…` to oidc-provider, before Fastify reads the body. */
export async function oauthRoutes(
  app: FastifyInstance,
  options: { provider: Provider; publicUrl: string; deploymentSecrets: readonly string[] },
): Promise<void> {
  const handle = options.provider.callback();
  const { host, protocol } = new URL(options.publicUrl);
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(options.deploymentSecrets));
    scope.addHook('onRequest', async (request, reply) => {
      const { raw } = request;
      // Only what the deployment says: a forged Host header would end up in the discovery document.
      Object.assign(raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
      Object.assign(raw, { originalUrl: raw.url, url: raw.url?.slice(MOUNT.length) || '/' });
      reply.hijack();
      await handle(raw, reply.raw);
    });
    scope.all(`${MOUNT}/*`, async () => undefined);
  });
}
