import type { Database } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import type { PaymentProvider } from './payment-provider.js';
import { takeReport } from './take-report.js';

/** A report has some 200 bytes. */
const BODY_LIMIT_BYTES = 16 * 1024;

const statuses = { TAKEN: 200, REPEATED: 200, REFUND_NOT_ASKED: 200, ORDER_UNKNOWN: 404, AMOUNT_DIFFERS: 409 } as const;

/**
 * `POST /hooks/bank/{provider}`: what banks report, passed through by the gateway.
 * The body is taken as bytes: a signature is over what was sent, not over what a parser made of it. Strangers, old
 * reports and unknown providers are answered alike, before the database is asked anything.
 */
export async function serveBankHooks(
  app: FastifyInstance,
  options: {
    readonly database: Database;
    readonly providers: ReadonlyMap<string, PaymentProvider>;
    readonly deploymentSecrets: readonly string[];
    readonly logger: Logger;
    readonly metrics: Metrics;
  },
): Promise<void> {
  const { database, providers, logger } = options;
  const reports = options.metrics.counter('auction_bank_reports_total', 'Reports of banks by outcome', ['outcome']);
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(options.deploymentSecrets));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/hooks/bank/:provider', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
      const { provider: name } = request.params as { provider: string };
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const report = providers.get(name)?.read({ body, headers: request.headers });
      if (!report) {
        reports.inc({ outcome: 'STRANGER' });
        logger.warn({ requestId: request.id }, 'a report that no bank of ours signed was refused');
        return reply.code(401).send({ error: 'UNAUTHENTICATED' });
      }
      const outcome = await takeReport(database, name, report);
      reports.inc({ outcome });
      if (outcome !== 'TAKEN' && outcome !== 'REPEATED')
        logger.error({ outcome, orderId: report.orderId }, 'a report of a bank that somebody has to look at');
      return reply.code(statuses[outcome]).send({ outcome });
    });
  });
}
