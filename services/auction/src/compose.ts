import { createKeySet, createRemoteJwks, createTokenVerifier, disclosureTickets, type KeySet } from '@belgi/access';
import { AcceptedAgreement, AuctionExportReadyV1, AuctionRetentionAppliedV1 } from '@belgi/contracts';
import {
  type Database,
  openDatabase,
  publishRun,
  sharedOut,
  startLoop,
  startRepublisher,
  startRetention,
} from '@belgi/database';
import { exportHandlers, handInByFact } from '@belgi/export';
import { AskError, connectMessaging, legalHoldHandlers, type Messaging } from '@belgi/messaging';
import { createHttpServer, type Health, type Lifecycle, type Logger, type Metrics } from '@belgi/runtime';
import { fault, serveSubgraph } from '@belgi/subgraph';
import { type BankAsks, createBankAsks } from './bank/ask-bank.js';
import { demoBank } from './bank/demo-bank.js';
import { localBank } from './bank/local-bank.js';
import type { PaymentProvider } from './bank/payment-provider.js';
import { serveBankHooks } from './bank/report.route.js';
import { BidResolver } from './bidding/bid.resolver.js';
import { createPlaceBid, type PlaceBid } from './bidding/place-bid.js';
import { CatalogueResolver } from './catalogue/catalogue.resolver.js';
import { startTimekeeper } from './closing/timekeeper.js';
import { createLoaders } from './context.js';
import { DisclosedPersonResolver } from './disclosures/disclosed-person.resolver.js';
import type { AcceptedAgreementOf } from './entries/enter-lot.js';
import { CitizenEntriesResolver, type Counter, EntryResolver, MyEntryResolver } from './entries/entry.resolver.js';
import type { AuctionEnvironment } from './environment.js';
import { LotResolver } from './lots/lot.resolver.js';
import { LotStaffResolver } from './lots/lot-staff.resolver.js';
import { myData } from './my-data/declaration.js';
import { publisherOf } from './open-data/publisher.js';
import { serveOpenData } from './open-data/serve-open-data.js';
import { LotProtocolResolver } from './protocol/protocol.resolver.js';
import { startSealing } from './protocol/seal-protocols.js';
import { serveProtocols } from './protocol/serve-protocols.js';
import { entrySnapshots, lotSnapshots } from './republish.store.js';
import {
  CitizenReservationsResolver,
  MyReservationResolver,
  ReservationResolver,
} from './reservations/reservation.resolver.js';
import { retentionActs } from './retention/retention-acts.store.js';
import { CitizenStandingResolver, StrikeResolver } from './standing/standing.resolver.js';
import { startHandOvers } from './statistics/start-hand-overs.js';
import { buildAuctionSubgraph } from './subgraph.js';
import { accountHandlers } from './subscribers/account.subscriber.js';
import { agreementAcceptanceHandlers, agreementHandlers } from './subscribers/agreement.subscriber.js';
import { consentHandlers } from './subscribers/consent.subscriber.js';
import { editionHandlers } from './subscribers/edition.subscriber.js';
import { erasureHandlers } from './subscribers/erasure.subscriber.js';
import { restrictionHandlers } from './subscribers/restriction.subscriber.js';
import { startWatchCalls } from './watching/tell-watchers.js';
import { CitizenWatchListResolver, WatchListResolver } from './watching/watch.resolver.js';

/** How often the job looks for something to ask a bank, in ms: a refund is not urgent to the second. */
const BANK_POLL_MS = 1_000;

export interface Parts {
  readonly logger: Logger;
  readonly health: Health;
  readonly metrics: Metrics;
}

/** The providers by name; the first is the one that new orders go to. */
function paymentProviders(environment: AuctionEnvironment): ReadonlyMap<string, PaymentProvider> {
  const providers = [
    localBank({
      url: environment.BANK_URL,
      apiKey: environment.BANK_API_KEY,
      webhookSecrets: environment.BANK_WEBHOOK_SECRETS,
    }),
    ...(environment.BELGI_DEMO ? [demoBank()] : []),
  ];
  return new Map(providers.map((provider) => [provider.name, provider]));
}

/** Wires the process and starts it; what must end is registered as it begins. @returns where it listens */
export async function startAuction(
  environment: AuctionEnvironment,
  lifecycle: Lifecycle,
  { logger, health, metrics }: Parts,
): Promise<string> {
  const production = environment.NODE_ENV === 'production';
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: 'belgi-auction',
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
    service: 'auction',
    logger,
    metrics,
  });
  lifecycle.onStop('messaging', () => messaging.close());
  health.addCheck('nats', () => messaging.ping());
  messaging.startOutbox(database);
  messaging.consume({ consumer: 'auction-privacy-edition', database, handlers: editionHandlers });
  messaging.consume({ consumer: 'auction-privacy-agreement', database, handlers: agreementHandlers });
  messaging.consume({
    consumer: 'auction-privacy-agreement-acceptance',
    database,
    handlers: agreementAcceptanceHandlers,
  });
  messaging.consume({
    consumer: 'auction-privacy-consent',
    database,
    handlers: consentHandlers,
    urgent: true,
    together: true,
  });
  messaging.consume({ consumer: 'auction-privacy-legal-hold', database, handlers: legalHoldHandlers });
  messaging.consume({ consumer: 'auction-privacy-restriction', database, handlers: restrictionHandlers });
  messaging.consume({ consumer: 'auction-privacy-erasure', database, handlers: erasureHandlers });
  messaging.consume({ consumer: 'auction-identity-account', database, handlers: accountHandlers });
  messaging.consume({
    consumer: 'auction-privacy-export',
    database,
    handlers: exportHandlers(myData, null, handInByFact(AuctionExportReadyV1)),
  });

  const providers = paymentProviders(environment);
  const asks = createBankAsks({ database, providers, returnUrl: environment.PUBLIC_URL, logger });
  const placing = createPlaceBid({ database, metrics, answerKey: Buffer.from(environment.ANSWER_KEY, 'base64') });
  const keys = createKeySet(environment.SIGNING_KEYS);
  startJobs(lifecycle, { database, asks, keys, logger, metrics });

  const app = createHttpServer({ logger, health, metrics });
  lifecycle.onStop('bids in flight', () => placing.idle());
  lifecycle.onStop('http', () => app.close());
  await serveBankHooks(app, {
    database,
    providers,
    deploymentSecrets: environment.DEPLOYMENT_SECRETS,
    logger,
    metrics,
  });
  const edge = { database, deploymentSecrets: environment.DEPLOYMENT_SECRETS };
  await serveProtocols(app, { ...edge, keys });
  await serveOpenData(app, { ...edge, publisher: publisherOf(environment) });
  const keysOf = (service: string, url: string) =>
    createRemoteJwks(url, { onFetchFailed: (err) => logger.warn({ err }, `keys of ${service} were not fetched`) });
  await serveSubgraph(app, {
    schema: buildAuctionSubgraph({
      resolvers: resolverInstances(environment, { database, asks, placing, acceptedAgreement: askPrivacy(messaging) }),
      database,
      tickets: disclosureTickets.verifier(keysOf('privacy', environment.PRIVACY_JWKS_URL)),
    }).schema,
    deploymentSecrets: environment.DEPLOYMENT_SECRETS,
    verifier: createTokenVerifier({
      issuer: `${environment.PUBLIC_URL}/oauth`,
      jwks: keysOf('identity', environment.IDENTITY_JWKS_URL),
    }),
    createContext: ({ actor }) => ({ loaders: createLoaders(database, actor.kind === 'citizen' ? actor.id : null) }),
    logger,
    metrics,
    production,
  });
  return app.listen({ host: environment.HOST, port: environment.PORT });
}

/** What goes on beside requests, in any number of replicas. */
function startJobs(
  lifecycle: Lifecycle,
  {
    database,
    asks,
    keys,
    logger,
    metrics,
  }: {
    readonly database: Database;
    readonly asks: BankAsks;
    readonly keys: KeySet;
    readonly logger: Logger;
    readonly metrics: Metrics;
  },
): void {
  const timekeeper = startTimekeeper(database, logger);
  lifecycle.onStop('timekeeper', () => timekeeper.stop());
  const sealing = startSealing(database, keys, logger);
  lifecycle.onStop('protocols', () => sealing.stop());
  const bankJob = startLoop({ name: 'bank asks', everyMs: BANK_POLL_MS, logger, turn: () => asks.turn() });
  lifecycle.onStop('bank asks', () => bankJob.stop());
  const handOvers = startHandOvers(database, logger);
  lifecycle.onStop('statistics hand-over', () => handOvers.stop());
  const watchCalls = startWatchCalls(database, logger);
  lifecycle.onStop('watch lists', () => watchCalls.stop());
  const republisher = startRepublisher({
    database,
    nouns: { lot: lotSnapshots, entry: entrySnapshots },
    logger,
  });
  lifecycle.onStop('republisher', () => republisher.stop());
  const finished = publishRun(AuctionRetentionAppliedV1);
  const retention = startRetention({ database, acts: retentionActs, finished, logger, metrics });
  lifecycle.onStop('retention', () => retention.stop());
}

/** The one question the auction may ask of privacy (ARCHITECTURE, rule 1). No answer: a coded fault, nobody enters. */
function askPrivacy(messaging: Messaging): AcceptedAgreementOf {
  return async (citizenId) => {
    try {
      return (await messaging.ask(AcceptedAgreement, { citizenId })).edition;
    } catch (error) {
      if (error instanceof AskError) throw fault('UNAVAILABLE', undefined, { service: 'privacy', reason: error.code });
      throw error;
    }
  };
}

function resolverInstances(
  environment: AuctionEnvironment,
  { database, asks, placing, acceptedAgreement }: Omit<Counter, 'provider'> & { readonly placing: PlaceBid },
): object[] {
  const counter = { database, asks, provider: 'local', acceptedAgreement };
  return [
    new CatalogueResolver(database, environment.PLATE_ALPHABET),
    new LotResolver(database, environment.PLATE_ALPHABET),
    new LotStaffResolver(database, environment.PLATE_ALPHABET),
    new LotProtocolResolver(environment.PUBLIC_URL),
    new BidResolver(database, placing),
    new EntryResolver(counter),
    new MyEntryResolver(),
    new CitizenEntriesResolver(database),
    new ReservationResolver(counter),
    new MyReservationResolver(),
    new CitizenReservationsResolver(database),
    new StrikeResolver(database),
    new CitizenStandingResolver(database),
    new WatchListResolver(database),
    new CitizenWatchListResolver(database),
    new DisclosedPersonResolver(database),
  ];
}
