import {
  acceptanceTickets,
  createKeySet,
  createRemoteJwks,
  createTokenVerifier,
  disclosureTickets,
} from '@belgi/access';
import { CitizenOfPin, ContactOfCitizen, IdentityExportReadyV1, IdentityRetentionAppliedV1 } from '@belgi/contracts';
import { type Database, openDatabase, publishRun, sharedOut, startRepublisher, startRetention } from '@belgi/database';
import { exportHandlers, handInByFact } from '@belgi/export';
import { connectMessaging, legalHoldHandlers, type Messaging } from '@belgi/messaging';
import { createHttpServer, type Health, type Lifecycle, type Logger, type Metrics } from '@belgi/runtime';
import { fault, type RequestContext, serveSubgraph } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import { accountSnapshots } from './accounts/republish.js';
import { oauthRoutes } from './agencies/oauth.route.js';
import { createOauthProvider } from './agencies/oauth-provider.js';
import { usedProofRoutes } from './agencies/used-proofs.route.js';
import { citizenOfPin } from './asks/citizen-of-pin.js';
import { contact } from './asks/contact.js';
import type { Environment } from './environment.js';
import { startPurging } from './jobs/purge.js';
import { startSealingReasons } from './jobs/seal-reasons.js';
import { createLoaders } from './loaders.js';
import { myData } from './my-data/declaration.js';
import { createVault } from './people/vault.js';
import type { Ports } from './ports.js';
import { retentionActs } from './retention/retention-acts.store.js';
import { createPasswords } from './sessions/passwords.js';
import { isSessionOpen } from './sessions/session.store.js';
import { startCounting } from './statistics/start-counting.js';
import { identitySubgraph } from './subgraph.js';
import { consentHandlers } from './subscribers/consent.subscriber.js';
import { editionHandlers } from './subscribers/edition.subscriber.js';
import { entryHandlers } from './subscribers/entry.subscriber.js';
import { erasureHandlers } from './subscribers/erasure.subscriber.js';
import { restrictionHandlers } from './subscribers/restriction.subscriber.js';
import { rightsRequestHandlers } from './subscribers/rights-request.subscriber.js';
import { statisticsHandlers } from './subscribers/statistics.subscriber.js';
import { createPortal } from './verification/portal.js';
import { portalRoutes } from './verification/portal.route.js';

interface Process {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly lifecycle: Lifecycle;
}

/** Wires and starts everything; the only place that knows every name. @returns where it listens */
export async function start(process: Process): Promise<string> {
  const { environment, logger, health, metrics, lifecycle } = process;
  const app = createHttpServer({ logger, health, metrics });
  lifecycle.onStop('http', () => app.close());
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: 'identity',
    ...sharedOut(environment.DATABASE_POOL_SIZE),
    production: environment.NODE_ENV === 'production',
    logger,
    signal: lifecycle.signal,
  });
  lifecycle.onStop('database', () => database.close());
  health.addCheck('database', () => database.ping());
  const ports = await createPorts(environment, database, logger);
  await startMessaging(process, ports);
  const purging = startPurging(database, logger);
  lifecycle.onStop('purge', () => purging.stop());
  const finished = publishRun(IdentityRetentionAppliedV1);
  const retention = startRetention({ database, acts: retentionActs, finished, logger, metrics });
  lifecycle.onStop('retention', () => retention.stop());
  const sealing = startSealingReasons(ports);
  lifecycle.onStop('seal-reasons', () => sealing.stop());
  const counting = startCounting(ports);
  lifecycle.onStop('statistics', () => counting.stop());
  await routes(app, process, ports);
  return app.listen({ host: environment.HOST, port: environment.PORT });
}

async function createPorts(environment: Environment, database: Database, logger: Logger): Promise<Ports> {
  const { PUBLIC_URL: publicUrl } = environment;
  const onFetchFailed = (err: unknown) => logger.warn({ err }, "privacy's keys cannot be fetched");
  const privacyKeys = createRemoteJwks(environment.PRIVACY_JWKS_URL, { onFetchFailed });
  return {
    database,
    logger,
    vault: createVault({ masterKeys: environment.MASTER_KEYS, lookupKey: environment.LOOKUP_KEY }),
    passwords: await createPasswords(),
    keys: createKeySet(environment.SIGNING_KEYS),
    acceptances: acceptanceTickets.verifier(privacyKeys),
    disclosures: disclosureTickets.verifier(privacyKeys),
    portal: createPortal({
      issuer: environment.PORTAL_ISSUER,
      clientId: environment.PORTAL_CLIENT_ID,
      clientSecret: environment.PORTAL_CLIENT_SECRET,
      redirectUri: `${publicUrl}/portal/callback`,
      allowInsecure: environment.NODE_ENV !== 'production',
    }),
    settings: {
      issuer: `${publicUrl}/oauth`,
      publicUrl,
      codesPerAddress: environment.CODES_PER_ADDRESS_HOURLY,
    },
  };
}

async function startMessaging({ environment, logger, health, metrics, lifecycle }: Process, ports: Ports) {
  const { database } = ports;
  const messaging: Messaging = await connectMessaging({
    url: environment.NATS_URL,
    user: environment.NATS_USER,
    password: environment.NATS_PASSWORD,
    service: 'identity',
    logger,
    metrics,
  });
  lifecycle.onStop('messaging', () => messaging.close());
  health.addCheck('nats', () => messaging.ping());
  messaging.startOutbox(database);
  messaging.consume({
    consumer: 'identity-privacy-consent',
    database,
    handlers: consentHandlers(),
    urgent: true,
    together: true,
  });
  messaging.consume({ consumer: 'identity-privacy-edition', database, handlers: editionHandlers() });
  messaging.consume({ consumer: 'identity-privacy-legal-hold', database, handlers: legalHoldHandlers });
  messaging.consume({ consumer: 'identity-privacy-erasure', database, handlers: erasureHandlers() });
  messaging.consume({ consumer: 'identity-privacy-restriction', database, handlers: restrictionHandlers() });
  messaging.consume({ consumer: 'identity-privacy-rights-request', database, handlers: rightsRequestHandlers() });
  messaging.consume({ consumer: 'identity-auction-entry', database, handlers: entryHandlers() });
  messaging.consume({ consumer: 'identity-auction-statistics', database, handlers: statisticsHandlers() });
  messaging.consume({
    consumer: 'identity-privacy-export',
    database,
    handlers: exportHandlers(myData, ports.vault, handInByFact(IdentityExportReadyV1)),
  });
  messaging.answer(ContactOfCitizen, (question) => contact(ports, question));
  messaging.answer(CitizenOfPin, (question) => citizenOfPin(ports, question));
  const republisher = startRepublisher({ database, nouns: { account: accountSnapshots }, logger });
  lifecycle.onStop('republisher', () => republisher.stop());
}

async function routes(app: FastifyInstance, { environment, logger, metrics }: Process, ports: Ports): Promise<void> {
  const deploymentSecrets = environment.DEPLOYMENT_SECRETS;
  const { keys, settings } = ports;
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60').send(keys.publicJwks()),
  );
  await serveSubgraph(app, {
    schema: identitySubgraph(ports).schema,
    deploymentSecrets,
    verifier: createTokenVerifier({ issuer: settings.issuer, jwks: keys }),
    createContext: (request) => contextOf(ports, request),
    logger,
    metrics,
    production: environment.NODE_ENV === 'production',
  });
  await portalRoutes(app, { ports, deploymentSecrets });
  const provider = createOauthProvider({
    database: ports.database,
    issuer: settings.issuer,
    publicUrl: settings.publicUrl,
    signingKeys: environment.SIGNING_KEYS,
    cookieKey: environment.LOOKUP_KEY,
    logger,
  });
  await usedProofRoutes(app, { database: ports.database, deploymentSecrets });
  await oauthRoutes(app, { provider, publicUrl: settings.publicUrl, deploymentSecrets });
}

/** A token outlives its session by up to five minutes elsewhere; here, where the row is at hand, it does not. */
async function contextOf(ports: Ports, { actor }: RequestContext) {
  const hasSession = actor.kind === 'citizen' || actor.kind === 'staff';
  if (hasSession && !(await isSessionOpen(ports.database, actor.session)))
    throw fault('UNAUTHENTICATED', undefined, { reason: 'SESSION_ENDED', http: { status: 401 } });
  return { loaders: createLoaders(ports) };
}
