import { randomUUID } from 'node:crypto';
import { ConsentGivenV1, outgoing } from '@belgi/contracts';
import { type Database, migrate, openDatabase, sql } from '@belgi/database';
import { createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestDatabase, waitFor } from '@belgi/testkit';
import { expect, it } from 'vitest';
import { connectMessaging, type Messaging, on } from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const CITIZENS = 20;
const EPOCHS = 15;

const noteHandled = on(ConsentGivenV1, async (tx, { data }) => {
  await tx.query(sql`INSERT INTO handled (id, epoch) VALUES (${data.citizenId}, ${data.epoch})`);
});
const open = (server: TestDatabase): Promise<Database> =>
  openDatabase({ url: server.url, applicationName: 'test', poolSize: 8, logger, production: false });

// t0: facts flow; t1: nats-server is killed, with facts published and not yet handled, handled and not yet
// acknowledged; t2: it comes back with whatever its disk had. Each fact must have its effect, once.
it('loses and repeats nothing when nats-server is killed in mid-flow, twice, with two replicas on each side', async () => {
  await using nats = await createTestNats();
  const template = { key: 'database', fill: (url: string) => migrate({ url, logger }) };
  await using privacyServer = await createTestDatabase({ name: 'privacy', template });
  await using auctionServer = await createTestDatabase({ name: 'auction', template });
  const [privacyDb, auctionDb] = await Promise.all([open(privacyServer), open(auctionServer)]);
  await auctionDb.query(sql`CREATE TABLE handled (id uuid NOT NULL, epoch int NOT NULL)`);
  const replica = (service: 'privacy' | 'auction'): Promise<Messaging> =>
    connectMessaging({ ...nats.as(service), service, logger, metrics: createMetrics('test') });
  const replicas = await Promise.all([replica('privacy'), replica('privacy'), replica('auction'), replica('auction')]);
  for (const messaging of replicas.slice(0, 2)) messaging.startOutbox(privacyDb);
  for (const messaging of replicas.slice(2))
    messaging.consume({
      consumer: 'auction-privacy-consent',
      database: auctionDb,
      handlers: [noteHandled],
      concurrency: 2,
    });

  const handledCount = async () =>
    (await auctionDb.one<{ count: number }>(sql`SELECT count(*)::int AS count FROM handled`))?.count ?? 0;
  const citizens = Array.from({ length: CITIZENS }, () => randomUUID());
  const publishing = (async () => {
    for (let epoch = 1; epoch <= EPOCHS; epoch += 1)
      for (const citizenId of citizens)
        await privacyDb.transaction((tx) =>
          tx.publish(
            outgoing(ConsentGivenV1, citizenId, epoch, {
              citizenId,
              epoch,
              state: 'GIVEN',
              edition: 1,
              locale: 'EN',
              textSha256: 'a'.repeat(64),
              at: '2024-01-01T00:00:00.000Z',
            }),
          ),
        );
  })();
  for (const share of [0.2, 0.5]) {
    await waitFor(async () => (await handledCount()) >= CITIZENS * EPOCHS * share, 30_000);
    await nats.kill();
    await nats.start();
  }
  await publishing;
  await waitFor(async () => (await handledCount()) >= CITIZENS * EPOCHS, 60_000);
  const repeated = await auctionDb.query(sql`SELECT id, epoch FROM handled GROUP BY id, epoch HAVING count(*) > 1`);
  expect(repeated).toEqual([]);
  expect(await handledCount()).toBe(CITIZENS * EPOCHS);
  await Promise.all(replicas.map((messaging) => messaging.close()));
  await Promise.all([privacyDb.close(), auctionDb.close()]);
});
