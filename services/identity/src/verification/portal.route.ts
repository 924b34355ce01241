import { requestLocale, requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import type { Ports } from '../ports.js';
import { callbackPage } from './callback-page.js';
import { completeVerification } from './complete-verification.js';
import type { CallbackOutcome } from './verification.js';

const STATUS: Readonly<Record<CallbackOutcome, number>> = {
  VERIFIED: 200,
  DISPUTED: 409,
  PIN_DIFFERS: 422,
  FAILED: 400,
};

/** The code and state of the URL must reach nobody else: not a cache, not a frame, not the next page's Referer. */
const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
} as const;

/** `GET /portal/callback`: where the state portal sends the citizen back to. */
export async function portalRoutes(
  app: FastifyInstance,
  options: { ports: Ports; deploymentSecrets: readonly string[] },
): Promise<void> {
  const { ports, deploymentSecrets } = options;
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/portal/callback', async (request, reply) => {
      const visit = await completeVerification(ports, new URL(request.url, ports.settings.publicUrl));
      return reply
        .code(STATUS[visit.outcome])
        .headers(HEADERS)
        .type('text/html; charset=utf-8')
        .send(callbackPage(requestLocale(request), visit));
    });
  });
}
