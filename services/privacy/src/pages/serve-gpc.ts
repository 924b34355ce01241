import { requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';

/** The day from which `Sec-GPC: 1` is honoured. */
const HONOURED_SINCE = '2026-11-24';

/** How long a browser may believe it, in seconds: a day. It is a statement of the house, not of a release. */
const MAX_AGE_SECONDS = 86_400;

/**
 * `/.well-known/gpc.json`, the statement that Global Privacy Control asks for (https://www.w3.org/TR/gpc/, section 4). What it
 * stands for is in decision 0036: nothing is sold or shared at all (clause 3.4), and what is optional is off by default.
 */
export async function serveGpc(
  app: FastifyInstance,
  { deploymentSecrets }: { readonly deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/.well-known/gpc.json', (_request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`)
        .header('access-control-allow-origin', '*')
        .send({ gpc: true, lastUpdate: HONOURED_SINCE }),
    );
  });
}
