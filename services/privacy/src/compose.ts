import {
  acceptanceTickets,
  createKeySet,
  createRemoteJwks,
  createTokenVerifier,
  disclosureTickets,
  keyedHash,
  parseMasterKeys,
  sealer,
} from '@belgi/access';
import { AcceptedAgreement, AnswerOfInquiry, CitizenOfPin, type ConsumerName } from '@belgi/contracts';
import { type Loop, openDatabase, type SnapshotReader, sharedOut, startRepublisher } from '@belgi/database';
import { AskError, connectMessaging, type Handler, type Messaging } from '@belgi/messaging';
import {
  createHttpServer,
  createMetrics,
  type Health,
  type Lifecycle,
  type Logger,
  type Metrics,
} from '@belgi/runtime';
import { containerOf, fault, serveSubgraph } from '@belgi/subgraph';
import type { ContainerType } from 'type-graphql';
import { acceptanceSnapshot } from './agreements/acceptance.events.js';
import { acceptanceSnapshots, latestAccepted } from './agreements/acceptances.store.js';
import { CitizenAgreementsResolver, UserAgreementResolver } from './agreements/agreement.resolver.js';
import { CitizenResolver } from './citizens/citizen.resolver.js';
import { acknowledgementMetrics } from './consents/acknowledgement-metrics.js';
import type { ChangeParts } from './consents/change-consent.js';
import { consentSnapshot } from './consents/consent.events.js';
import { ConsentResolver } from './consents/consent.resolver.js';
import { lockSnapshots } from './consents/consents.store.js';
import { WithdrawalResolver } from './consents/withdrawal.resolver.js';
import { watchCalendar } from './deadlines/watch-calendar.js';
import { DisclosedPersonResolver } from './disclosures/disclosed-person.resolver.js';
import { DisclosureRequestResolver } from './disclosures/disclosure-request.resolver.js';
import type { ReadParts } from './disclosures/read-person.js';
import { RequestReasonsResolver } from './disclosures/request-reasons.resolver.js';
import { serveLetters } from './disclosures/serve-letters.js';
import { DraftResolver } from './editions/draft.resolver.js';
import { editionSnapshot } from './editions/edition.events.js';
import type { DocumentKind } from './editions/edition.js';
import { EditionResolver } from './editions/edition.resolver.js';
import { editionSnapshots } from './editions/editions.store.js';
import type { Environment } from './environment.js';
import { erasureOrdered } from './erasure/decide-erasure.js';
import { startErasingByTerm } from './erasure/erase-by-term.js';
import { ErasureResolver } from './erasure/erasure.resolver.js';
import { ordersAfter } from './erasure/erasures.store.js';
import { startResending } from './erasure/resend-orders.js';
import { serveCertificates } from './erasure/serve-certificates.js';
import { startExpiringExports } from './exports/expire-exports.js';
import { ExportResolver } from './exports/export.resolver.js';
import { serveExports } from './exports/serve-exports.js';
import { LegalHoldResolver } from './holds/legal-hold.resolver.js';
import { watchReviews } from './holds/watch-reviews.js';
import type { InquiryParts } from './inquiries/ask-about-policy.js';
import { handOutAnswer } from './inquiries/hand-out-answer.js';
import { InquiryResolver } from './inquiries/inquiry.resolver.js';
import { serveInquiryPages } from './inquiries/serve-inquiry-pages.js';
import { LedgerResolver } from './ledger/ledger.resolver.js';
import { openLedger, publishedKeys } from './ledger/open-ledger.js';
import {
  ConsentProofResolver,
  DisclosureProofResolver,
  RightsStepProofResolver,
  StaffReadProofResolver,
} from './ledger/proof.resolver.js';
import { TreeReader } from './ledger/tree-reader.js';
import { LegalCitationResolver } from './legal-acts/citation.resolver.js';
import { LegalActResolver, LegalArticleResolver } from './legal-acts/legal-act.resolver.js';
import { createLoaders } from './loaders.js';
import type { MyDataParts } from './my-data/read-sections.js';
import { NoticeDelayResolver } from './notice-delays/notice-delay.resolver.js';
import { startReveals } from './notice-delays/start-reveals.js';
import { serveGpc } from './pages/serve-gpc.js';
import { servePolicyPages } from './pages/serve-policy-pages.js';
import { serveVerifyPage } from './pages/serve-verify-page.js';
import { PolicyImportResolver } from './policy-imports/import.resolver.js';
import { serveRegister } from './register/serve-register.js';
import { restrictionSnapshot } from './restrictions/restriction.events.js';
import { RestrictionResolver } from './restrictions/restriction.resolver.js';
import { restrictionSnapshots } from './restrictions/restrictions.store.js';
import { startPrivacyRetention } from './retention/start-privacy-retention.js';
import { CitizenRightsResolver, RightsRequestResolver } from './rights/rights-request.resolver.js';
import { serveStatistics } from './statistics/serve-statistics.js';
import { startPublishing } from './statistics/start-publishing.js';
import { StatisticsResolver } from './statistics/statistics.resolver.js';
import { privacySubgraph } from './subgraph.js';
import { accountHandlers } from './subscribers/accounts.subscriber.js';
import { acknowledgementHandlers } from './subscribers/acknowledgements.subscriber.js';
import { entryHandlers } from './subscribers/entries.subscriber.js';
import { erasureHandlers } from './subscribers/erasure.subscriber.js';
import { exportPieceHandlers, ownExportHandlers } from './subscribers/exports.subscriber.js';
import { noticeHandlers } from './subscribers/notices.subscriber.js';
import { personalDataHandlers } from './subscribers/personal-data.subscriber.js';
import { protocolHandlers } from './subscribers/protocols.subscriber.js';
import { restrictionAckHandlers } from './subscribers/restriction.subscriber.js';
import { retentionHandlers } from './subscribers/retention.subscriber.js';
import { statisticsHandlers } from './subscribers/statistics.subscriber.js';
import { reportReader } from './transparency/read-report.js';
import type { Report } from './transparency/report.js';
import { serveTransparency } from './transparency/serve-transparency.js';
import { TransparencyResolver } from './transparency/transparency.resolver.js';
import { serveUsages } from './usages/serve-usages.js';

export interface Process {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly health: Health;
  readonly lifecycle: Pick<Lifecycle, 'onStop' | 'signal'>;
}

/** Everything this process is made of: the only place that knows every name. Answers where it listens. */
export async function compose({ environment, logger, health, lifecycle }: Process): Promise<{ url: string }> {
  const metrics = createMetrics('privacy');
  const production = environment.NODE_ENV === 'production';
  const keys = createKeySet(environment.SIGNING_KEYS);
  const verifier = createTokenVerifier({
    issuer: `${environment.PUBLIC_URL}/oauth`,
    jwks: createRemoteJwks(environment.IDENTITY_JWKS_URL, {
      onFetchFailed: (error) => logger.warn({ err: error }, 'keys of identity not fetched'),
    }),
  });

  const app = createHttpServer({ logger, health, metrics });
  lifecycle.onStop('http', () => app.close());
  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60').send(keys.publicJwks()),
  );

  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: 'privacy',
    ...sharedOut(environment.DATABASE_POOL_SIZE),
    reserved: 1, // for the relay: no fact that this service hears is urgent
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
    service: 'privacy',
    logger,
    metrics,
  });
  lifecycle.onStop('messaging', () => messaging.close());
  health.addOptionalCheck('nats', () => messaging.ping());

  const parts: ChangeParts = {
    database,
    keys,
    sealer: sealer(parseMasterKeys(environment.MASTER_KEYS)),
    publicUrl: environment.PUBLIC_URL,
  };
  const reader = new TreeReader(database);
  const report = reportReader(database);
  const ledgerKeys = publishedKeys(environment, keys);
  const inquiries = inquiryParts(parts, environment);
  const { schema } = privacySubgraph({
    container: resolversOf(parts, { environment, messaging, metrics, reader, report, inquiries }),
    database,
    disclosureTickets: disclosureTickets.verifier(keys),
  });
  await serveSubgraph(app, {
    schema,
    deploymentSecrets: environment.DEPLOYMENT_SECRETS,
    verifier,
    createContext: () => ({ loaders: createLoaders({ ...parts, reader, keys: ledgerKeys }) }),
    logger,
    metrics,
    production,
  });
  const edge = { database, deploymentSecrets: environment.DEPLOYMENT_SECRETS };
  await servePolicyPages(app, edge);
  await serveGpc(app, edge);
  await serveStatistics(app, edge);
  await serveRegister(app, edge);
  await serveTransparency(app, { ...edge, report });
  await serveInquiryPages(app, { ...edge, ...inquiries });
  await serveVerifyPage(app, { ...edge, keys: ledgerKeys });
  const proving = { database, reader, sealer: parts.sealer, keys: ledgerKeys };
  await serveCertificates(app, { ...edge, proving, proves: environment.SIGNER_URL !== undefined });
  const ledger = await openLedger(app, environment, { database, reader, keys: ledgerKeys, logger, metrics, health });
  await serveUsages(app, { ...edge, verifier });
  await serveLetters(app, { ...edge, sealer: parts.sealer, verifier });
  await serveExports(app, { ...edge, sealer: parts.sealer });
  const url = await app.listen({ host: environment.HOST, port: environment.PORT });

  messaging.answer(AnswerOfInquiry, ({ inquiryId }) => handOutAnswer(inquiries, inquiryId));
  messaging.answer(AcceptedAgreement, async ({ citizenId }) => ({
    edition: await latestAccepted(database, citizenId),
  }));
  listen(messaging, parts, { sealer: parts.sealer, reader, keys: ledgerKeys });
  messaging.startOutbox(database);
  const telling = { logger, metrics };
  const loops: Readonly<Record<string, Loop>> = {
    republisher: startRepublisher({ database, nouns: snapshots, logger }),
    'statistics releases': startPublishing(database, logger),
    retention: startPrivacyRetention(database, parts.sealer, telling),
    'unfinished erasures': startResending(database, logger),
    'erasures by term': startErasingByTerm({ database, ...telling }),
    'reviews of legal holds': watchReviews({ database, ...telling }),
    'end of the calendar': watchCalendar({ database, ...telling }),
    'expired exports': startExpiringExports(database, logger),
    'notices that waited': startReveals(parts, telling),
  };
  for (const [name, loop] of Object.entries(loops)) lifecycle.onStop(name, () => loop.stop());
  const stopLedger = ledger.start();
  lifecycle.onStop('ledger', stopLedger);
  return { url };
}

interface Tools {
  readonly environment: Environment;
  readonly messaging: Messaging;
  readonly metrics: Metrics;
  readonly reader: TreeReader;
  readonly report: () => Promise<Report>;
  readonly inquiries: InquiryParts;
}

function resolversOf(
  parts: ChangeParts,
  { environment, messaging, metrics, reader, report, inquiries }: Tools,
): ContainerType {
  const { database, keys, sealer: seals } = parts;
  const reads: ReadParts = {
    ...parts,
    tickets: disclosureTickets.issuer(keys),
    citizenOfPin: askIdentity(messaging),
  };
  return containerOf(
    new EditionResolver({ ...parts, noticeHours: environment.MATERIAL_NOTICE_HOURS }, acceptanceTickets.issuer(keys)),
    new DraftResolver(database),
    new UserAgreementResolver(parts),
    new CitizenAgreementsResolver(parts),
    new PolicyImportResolver(database),
    new ConsentResolver(parts, acknowledgementMetrics(metrics)),
    new WithdrawalResolver(database),
    new CitizenResolver(database, seals),
    new LegalActResolver(database),
    new LegalHoldResolver({ database, sealer: seals }),
    new LegalArticleResolver(),
    new LegalCitationResolver(),
    new DisclosureRequestResolver(parts),
    new RequestReasonsResolver(seals),
    new NoticeDelayResolver(parts),
    new DisclosedPersonResolver(reads, disclosureTickets.verifier(keys)),
    new InquiryResolver(inquiries),
    new LedgerResolver(database, reader),
    new ConsentProofResolver(),
    new DisclosureProofResolver(),
    new StaffReadProofResolver(),
    new RightsRequestResolver(parts),
    new CitizenRightsResolver(parts),
    new ErasureResolver(parts),
    new RestrictionResolver(parts),
    new RightsStepProofResolver(),
    new StatisticsResolver(database),
    new ExportResolver(parts),
    new TransparencyResolver(report),
  );
}

function inquiryParts({ database, sealer: seals }: ChangeParts, { MASTER_KEYS }: Environment): InquiryParts {
  // Only to count within an hour, so that the key may be rotated without a thought.
  const [masterKey] = parseMasterKeys(MASTER_KEYS);
  if (masterKey === undefined) throw new Error('MASTER_KEYS names no key');
  const hashAddress = (address: string) => keyedHash(masterKey.key, 'inquiry-address', address);
  return { database, sealer: seals, hashAddress };
}

/** The one question privacy may ask of identity (ARCHITECTURE, rule 1). No answer: a coded fault, nothing released. */
function askIdentity(messaging: Messaging): ReadParts['citizenOfPin'] {
  return async (pin, grantId) => {
    try {
      const { citizenId } = await messaging.ask(CitizenOfPin, { pin, duty: 'OFFICIAL_REQUEST', case: grantId });
      return citizenId;
    } catch (error) {
      if (error instanceof AskError) throw fault('UNAVAILABLE', undefined, { service: 'identity', reason: error.code });
      throw error;
    }
  };
}

/** Events side by side per consumer: together they leave connections for requests. */
const CONCURRENCY = 2;

function listen(messaging: Messaging, parts: ChangeParts, myData: MyDataParts): void {
  const shared = { database: parts.database, concurrency: CONCURRENCY };
  const listenTo = (consumer: ConsumerName, handlers: readonly Handler[]) =>
    messaging.consume({ consumer, handlers, ...shared });
  const erasures = erasureHandlers(parts);
  const runs = retentionHandlers(parts.sealer);
  const pieces = exportPieceHandlers(parts.sealer);
  for (const service of ['identity', 'auction', 'notify'] as const) {
    const handlers = acknowledgementHandlers[service];
    messaging.consume({ consumer: `privacy-${service}-consent`, handlers, together: true, ...shared });
    listenTo(`privacy-${service}-erasure`, erasures[service]);
    listenTo(`privacy-${service}-retention`, runs[service]);
    listenTo(`privacy-${service}-export`, pieces[service]);
    listenTo(`privacy-${service}-restriction`, restrictionAckHandlers[service]);
  }
  listenTo('privacy-identity-account', accountHandlers(parts));
  listenTo('privacy-identity-personal-data', personalDataHandlers(parts.sealer));
  listenTo('privacy-identity-statistics', statisticsHandlers);
  listenTo('privacy-privacy-export', ownExportHandlers(myData));
  listenTo('privacy-notify-notice', noticeHandlers);
  listenTo('privacy-auction-entry', entryHandlers);
  listenTo('privacy-auction-protocol', protocolHandlers(parts.sealer));
}

const editionsOf =
  (document: DocumentKind): SnapshotReader =>
  async (tx, number, after, limit) =>
    (await editionSnapshots(tx, document, { number, after, limit })).map((each) => editionSnapshot(document, each));

const snapshots = {
  consent: async (tx, id, after, limit) => (await lockSnapshots(tx, id, after, limit)).map(consentSnapshot),
  edition: editionsOf('POLICY'),
  agreement: editionsOf('USER_AGREEMENT'),
  'agreement-acceptance': async (tx, id, after, limit) =>
    (await acceptanceSnapshots(tx, { citizenId: id, after, limit })).map(acceptanceSnapshot),
  restriction: async (tx, id, after, limit) =>
    (await restrictionSnapshots(tx, { citizenId: id, after, limit })).map(restrictionSnapshot),
  erasure: async (tx, id, after, limit) => (await ordersAfter(tx, { citizenId: id, after, limit })).map(erasureOrdered),
} satisfies Parameters<typeof startRepublisher>[0]['nouns'];
