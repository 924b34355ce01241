import type { Database } from '@belgi/database';
import { pageLanguage, requireDeploymentSecret, sendRevalidated } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { headers } from '../pages/serve-policy-pages.js';
import { isDay, releaseOf } from './release.js';
import { type KeptRelease, latestRelease, releaseDays, releaseOfDay } from './release.store.js';
import { csvOf, noStatisticsPage, STATISTICS_SECURITY_POLICY, statisticsPage } from './statistics-page.js';

/** How many releases the page leads to: a month. */
const SHOWN_DAYS = 31;

/**
 * `/policy/statistics` (the latest), `/policy/statistics/{day}`, and the document of a day as `.json` (the very bytes
 * that were hashed) and `.csv`. What was published never changes; only which is the latest does.
 */
export async function serveStatistics(
  app: FastifyInstance,
  { database, deploymentSecrets }: { database: Database; deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/policy/statistics', async (request, reply) =>
      sendPage(database, request, reply, await latestRelease(database)),
    );
    scope.get<{ Params: { name: string } }>('/policy/statistics/:name', async (request, reply) => {
      const [, day = '', type] = /^([\d-]+)(?:\.(json|csv))?$/.exec(request.params.name) ?? [];
      const release = isDay(day) ? await releaseOfDay(database, day) : undefined;
      if (release === undefined || type === undefined) return sendPage(database, request, reply, release);
      const body = type === 'json' ? release.document : csvOf(releaseOf(release.document));
      const media = type === 'json' ? 'application/json' : 'text/csv';
      reply.header('content-disposition', `attachment; filename="belgi-statistics-${release.day}.${type}"`);
      return sendRevalidated(
        request,
        reply.type(`${media}; charset=utf-8`).header('x-content-type-options', 'nosniff'),
        body,
      );
    });
  });
}

async function sendPage(
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  kept: KeptRelease | undefined,
): Promise<FastifyReply> {
  const locale = pageLanguage(request);
  headers(reply, locale).header('content-security-policy', STATISTICS_SECURITY_POLICY);
  if (kept === undefined) return reply.code(404).header('cache-control', 'no-store').send(noStatisticsPage(locale));
  const days = await releaseDays(database, SHOWN_DAYS);
  return sendRevalidated(
    request,
    reply,
    statisticsPage({ locale, release: releaseOf(kept.document), sha256: kept.sha256, days }),
  );
}
