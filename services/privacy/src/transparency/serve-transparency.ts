import { pageLanguage, requireDeploymentSecret, sendRevalidated } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { headers } from '../pages/serve-policy-pages.js';
import type { Report } from './report.js';
import { TRANSPARENCY_SECURITY_POLICY, transparencyCsv, transparencyPage } from './transparency-page.js';

/** `/policy/transparency`, and the same numbers as `.json` and `.csv`. */
export async function serveTransparency(
  app: FastifyInstance,
  { report, deploymentSecrets }: { report: () => Promise<Report>; deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/policy/transparency', async (request, reply) => {
      const locale = pageLanguage(request);
      headers(reply, locale).header('content-security-policy', TRANSPARENCY_SECURITY_POLICY);
      return sendRevalidated(request, reply, transparencyPage(locale, await report()));
    });
    scope.get('/policy/transparency.json', async (request, reply) =>
      sendRevalidated(request, file(reply, 'application/json'), JSON.stringify(await report())),
    );
    scope.get('/policy/transparency.csv', async (request, reply) =>
      sendRevalidated(request, file(reply, 'text/csv'), transparencyCsv(await report())),
    );
  });
}

const file = (reply: FastifyReply, media: string) =>
  reply.type(`${media}; charset=utf-8`).header('x-content-type-options', 'nosniff');
