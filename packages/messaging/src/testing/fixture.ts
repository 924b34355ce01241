import { ConsentGivenV1, outgoing } from '@belgi/contracts';
import { type Database, migrate, openDatabase, sql } from '@belgi/database';
import { createLogger, createMetrics } from '@belgi/runtime';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type ConsumeOptions, connectMessaging, type Handler, type Messaging, on } from '../index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const metrics = createMetrics('test');
type Service = 'privacy' | 'auction' | 'identity' | 'notify';

/** What testkit gives; passed in, because testkit stands above this package. */
export interface Servers {
  readonly nats: { as(user: Service | 'ops'): { url: string; user: string; password: string } };
  createDatabase(options: {
    name: string;
    template: { key: string; fill: (url: string) => Promise<unknown> };
  }): Promise<{ url: string; close(): Promise<void> }>;
}

/** For tests: privacy publishes into empty streams, auction listens, each with a database of its own. */
export interface Fixture {
  readonly privacyDb: Database;
  readonly auctionDb: Database;
  /** Operations' connection to NATS: may do anything. */
  readonly ops: NatsConnection;
  /** One replica of a service; closed with the fixture. */
  messagingOf(service: Service): Promise<Messaging>;
  /** auction's handler of privacy's consent facts, tried again at once. */
  consume(messaging: Messaging, handler: Handler, more?: Partial<ConsumeOptions>): void;
  /** What `noteHandled` has noted, in order. */
  handled(): Promise<{ id: string; epoch: number }[]>;
  close(): Promise<void>;
}

export const consentGiven = (citizenId: string, epoch: number) =>
  outgoing(ConsentGivenV1, citizenId, epoch, {
    citizenId,
    epoch,
    state: 'GIVEN',
    edition: 1,
    locale: 'KY',
    textSha256: 'a'.repeat(64),
    at: '2024-01-01T00:00:00.000Z',
  });

export const noteHandled = on(ConsentGivenV1, async (tx, { data }) => {
  await tx.query(sql`INSERT INTO handled (id, epoch) VALUES (${data.citizenId}, ${data.epoch})`);
});

export async function createFixture({ nats, createDatabase }: Servers): Promise<Fixture> {
  const access = nats.as('ops');
  const ops = await connect({ servers: access.url, user: access.user, pass: access.password });
  const manager = await jetstreamManager(ops);
  for await (const stream of manager.streams.list()) await manager.streams.delete(stream.config.name);
  const servers: { close(): Promise<void> }[] = [];
  const opened: Messaging[] = [];
  const database = async (name: string): Promise<Database> => {
    const server = await createDatabase({
      name,
      template: { key: 'database', fill: (url) => migrate({ url, logger }) },
    });
    servers.push(server);
    return openDatabase({ url: server.url, applicationName: 'test', poolSize: 6, logger, production: false });
  };
  const [privacyDb, auctionDb] = await Promise.all([database('privacy'), database('auction')]);
  await auctionDb.query(sql`CREATE TABLE handled (n serial, id uuid NOT NULL, epoch int NOT NULL)`);
  return {
    privacyDb,
    auctionDb,
    ops,
    messagingOf: async (service) => {
      const messaging = await connectMessaging({ ...nats.as(service), service, logger, metrics });
      opened.push(messaging);
      return messaging;
    },
    consume: (messaging, handler, more = {}) => {
      const usual = { database: auctionDb, handlers: [handler], backOffMs: [1] };
      messaging.consume({ consumer: 'auction-privacy-consent', ...usual, ...more });
    },
    handled: () => auctionDb.query(sql`SELECT id, epoch FROM handled ORDER BY n`),
    close: async () => {
      await ops.close();
      await Promise.all(opened.map((messaging) => messaging.close()));
      await Promise.all([privacyDb.close(), auctionDb.close()]);
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
