import { createRemoteJwks, createTokenVerifier, parseMasterKeys, sealer } from '@belgi/access';
import { NotifyRetentionAppliedV1 } from '@belgi/contracts';
import { type Database, openDatabase, Poke, publishRun, sharedOut, startRetention } from '@belgi/database';
import { connectMessaging, legalHoldHandlers, type Messaging } from '@belgi/messaging';
import { createHttpServer, createMetrics, type Health, type Lifecycle, type Logger } from '@belgi/runtime';
import { containerOf, serveSubgraph } from '@belgi/subgraph';
import { CitizenResolver } from './citizens/citizen.resolver.js';
import { contactFrom } from './deliveries/ask-contact.js';
import type { Sender } from './deliveries/send-delivery.js';
import { smsHookWay } from './deliveries/sms-hook-way.js';
import { smtpWay } from './deliveries/smtp-way.js';
import { startSenders } from './deliveries/start-senders.js';
import { AgreementNoticesResolver, EditionNoticesResolver } from './editions/edition-notices.resolver.js';
import type { Environment } from './environment.js';
import { createLoaders } from './loaders.js';
import { NoticeResolver } from './notices/notice.resolver.js';
import type { Planner } from './notices/plan-notice.js';
import type { InboxReader } from './notices/read-inbox.js';
import { PreferenceResolver } from './preferences/preference.resolver.js';
import { retentionActs } from './retention/retention-acts.store.js';
import { notifySubgraph } from './subgraph.js';
import { accountHandlers } from './subscribers/account.subscriber.js';
import { consentHandlers } from './subscribers/consent.subscriber.js';
import { dataDoubtHandlers } from './subscribers/data-doubt.subscriber.js';
import { disclosureReadHandlers } from './subscribers/disclosure-read.subscriber.js';
import { agreementHandlers, editionHandlers } from './subscribers/edition.subscriber.js';
import { entryHandlers } from './subscribers/entry.subscriber.js';
import { erasureHandlers } from './subscribers/erasure.subscriber.js';
import { exportHandlers } from './subscribers/export.subscriber.js';
import { inquiryHandlers } from './subscribers/inquiry.subscriber.js';
import { lotHandlers } from './subscribers/lot.subscriber.js';
import { personalDataHandlers, staffReadHandlers } from './subscribers/personal-data.subscriber.js';
import { registrationHandlers } from './subscribers/registration.subscriber.js';
import { restrictionHandlers } from './subscribers/restriction.subscriber.js';
import { rightsRequestHandlers } from './subscribers/rights-request.subscriber.js';
import { standingHandlers } from './subscribers/standing.subscriber.js';
import { watchHandlers } from './subscribers/watch.subscriber.js';
import { WithdrawalEffectsResolver } from './withdrawal/withdrawal-effects.resolver.js';

export interface Process {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly health: Health;
  readonly lifecycle: Lifecycle;
}

/** Everything this process is made of: the only place that knows every name. */
export async function compose({ environment, logger, health, lifecycle }: Process): Promise<void> {
  const metrics = createMetrics('notify');
  const production = environment.NODE_ENV === 'production';
  const verifier = createTokenVerifier({
    issuer: `${environment.PUBLIC_URL}/oauth`,
    jwks: createRemoteJwks(environment.IDENTITY_JWKS_URL, {
      onFetchFailed: (error) => logger.warn({ err: error }, 'keys of identity not fetched'),
    }),
  });

  // Listening before the database answers: /health says what the process waits for.
  const app = createHttpServer({ logger, health, metrics });
  lifecycle.onStop('http', () => app.close());

  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: 'notify',
    ...sharedOut(environment.DATABASE_POOL_SIZE),
    logger,
    production,
    signal: lifecycle.signal,
  });
  lifecycle.onStop('database', () => database.close());
  health.addCheck('database', () => database.ping());
  const messaging = await connectMessaging({
    url: environment.NATS_URL,
    user: environment.NATS_USER,
    password: environment.NATS_PASSWORD,
    service: 'notify',
    logger,
    metrics,
  });
  lifecycle.onStop('messaging', () => messaging.close());
  health.addOptionalCheck('nats', () => messaging.ping());

  const seal = sealer(parseMasterKeys(environment.MASTER_KEYS));
  const reader: InboxReader = { database, sealer: seal, logger };
  const announcing = { database, perSecond: environment.EDITION_NOTICES_PER_SECOND };
  const { schema } = notifySubgraph(
    containerOf(
      new CitizenResolver(reader, database),
      new NoticeResolver(database),
      new PreferenceResolver(database, seal),
      new WithdrawalEffectsResolver(database),
      new EditionNoticesResolver(announcing),
      new AgreementNoticesResolver(announcing),
    ),
  );
  await serveSubgraph(app, {
    schema,
    deploymentSecrets: environment.DEPLOYMENT_SECRETS,
    verifier,
    createContext: (request) => ({ loaders: createLoaders(reader, request) }),
    logger,
    metrics,
    production,
  });
  await app.listen({ host: environment.HOST, port: environment.PORT });

  const sender: Sender = {
    database,
    sealer: seal,
    poke: new Poke('one'),
    ways: waysOf(environment, production),
    askContact: contactFrom(messaging),
    pause: () => messaging.pause(),
    logger,
  };
  listen(messaging, database, sender);
  messaging.startOutbox(database);
  const senders = startSenders(sender, {
    count: environment.SENDERS,
    perSecond: environment.EDITION_NOTICES_PER_SECOND,
    ...{ logger, metrics, health },
  });
  lifecycle.onStop('senders', () => senders.stop());
  const finished = publishRun(NotifyRetentionAppliedV1);
  const retention = startRetention({ database, acts: retentionActs, finished, logger, metrics });
  lifecycle.onStop('retention', () => retention.stop());
}

function waysOf(environment: Environment, production: boolean): Sender['ways'] {
  return [
    smtpWay({
      url: environment.SMTP_URL,
      from: environment.MAIL_FROM,
      unsubscribeUrl: environment.UNSUBSCRIBE_URL,
      requireTls: production,
    }),
    smsHookWay({ url: environment.SMS_HOOK_URL, secret: environment.SMS_HOOK_SECRET }),
  ];
}

/** Events of the other consumers side by side, each: together they leave connections for requests and senders. */
const CONCURRENCY = 2;

function listen(messaging: Messaging, database: Database, planner: Planner): void {
  const shared = { database, concurrency: CONCURRENCY };
  messaging.consume({ consumer: 'notify-identity-account', handlers: accountHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-identity-registration', handlers: registrationHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-identity-personal-data', handlers: personalDataHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-identity-data-doubt', handlers: dataDoubtHandlers(planner), ...shared });
  messaging.consume({
    consumer: 'notify-privacy-consent',
    handlers: consentHandlers(planner),
    database,
    urgent: true,
    together: true,
  });
  messaging.consume({ consumer: 'notify-privacy-edition', handlers: editionHandlers, ...shared });
  messaging.consume({ consumer: 'notify-privacy-agreement', handlers: agreementHandlers, ...shared });
  messaging.consume({
    consumer: 'notify-privacy-disclosure-read',
    handlers: disclosureReadHandlers(planner),
    ...shared,
  });
  messaging.consume({ consumer: 'notify-privacy-staff-read', handlers: staffReadHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-privacy-inquiry', handlers: inquiryHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-privacy-legal-hold', handlers: legalHoldHandlers, ...shared });
  messaging.consume({
    consumer: 'notify-privacy-restriction',
    handlers: restrictionHandlers(planner),
    ...shared,
  });
  messaging.consume({ consumer: 'notify-privacy-erasure', handlers: erasureHandlers(), ...shared });
  messaging.consume({
    consumer: 'notify-privacy-rights-request',
    handlers: rightsRequestHandlers(planner),
    ...shared,
  });
  messaging.consume({ consumer: 'notify-privacy-export', handlers: exportHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-auction-lot', handlers: lotHandlers, ...shared });
  messaging.consume({ consumer: 'notify-auction-entry', handlers: entryHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-auction-standing', handlers: standingHandlers(planner), ...shared });
  messaging.consume({ consumer: 'notify-auction-watch', handlers: watchHandlers(planner), ...shared });
}
