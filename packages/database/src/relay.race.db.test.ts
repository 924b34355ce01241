import { newId, type OutgoingFact } from '@belgi/contracts';
import { createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, waitFor } from '@belgi/testkit';
import { expect, it } from 'vitest';
import { type Database, migrate, type OutboxRow, openDatabase, outboxStatus, sql, startRelay } from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const AGGREGATES = 12;
const FACTS_EACH = 40;
const IN_ORDER = Array.from({ length: FACTS_EACH }, (_, n) => n + 1);
const open = (url: string): Promise<Database> =>
  openDatabase({ url, applicationName: 'test', poolSize: 6, logger, production: false });

/** The next version of an aggregate, as a service does it: lock the row, raise, publish. */
async function raise(database: Database, aggregateId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const row = await tx.one<{ version: number }>(sql`
      UPDATE things SET version = version + 1 WHERE id = ${aggregateId} RETURNING version`);
    const fact: OutgoingFact = {
      id: newId(),
      type: 'auction.lot.opened.v1',
      subject: `auction.lot.${aggregateId}.opened.v1`,
      aggregate: `auction.lot.${aggregateId}`,
      aggregateId,
      aggregateVersion: row?.version ?? 0,
      data: {},
    };
    await tx.publish(fact);
  });
}

/** Three replicas, each raising a third of the aggregates and running a relay; the versions sent, by aggregate. */
async function race(publishing: (row: OutboxRow, db: Database) => Promise<void>): Promise<Map<string, number[]>> {
  await using server = await createTestDatabase({
    name: 'relay',
    template: { key: 'database', fill: (url) => migrate({ url, logger }) },
  });
  const databases = await Promise.all([open(server.url), open(server.url), open(server.url)]);
  const [first] = databases;
  await first.query(sql`CREATE TABLE things (id text PRIMARY KEY, version int NOT NULL DEFAULT 0)`);
  await first.query(sql`INSERT INTO things (id) SELECT 'lot-' || n FROM generate_series(1, ${AGGREGATES}::int) n`);
  const sent = new Map<string, number[]>();
  const relays = databases.map((database) =>
    startRelay({
      database,
      logger,
      metrics: createMetrics('test'),
      publish: async (row) => {
        sent.set(row.aggregate, [...(sent.get(row.aggregate) ?? []), row.aggregateVersion]);
        await publishing(row, first);
      },
    }),
  );
  const lots = Array.from({ length: AGGREGATES }, (_, n) => `lot-${n + 1}`);
  await Promise.all(
    lots.map(async (lot, index) => {
      for (let n = 0; n < FACTS_EACH; n += 1) await raise(databases[index % 3] ?? first, lot);
    }),
  );
  await waitFor(async () => (await outboxStatus(first)).unpublished === 0, 60_000);
  await Promise.all(relays.map((relay) => relay.stop()));
  await Promise.all(databases.map((database) => database.close()));
  expect(sent.size).toBe(AGGREGATES);
  return sent;
}

// t0: relay A holds v1 of a lot; t1: v2 commits; t2: relay B looks for work. B must not send v2 while A is at v1.
it('sends each aggregate in order and once from three racing relays, never from two at a time', async () => {
  const inFlight = new Set<string>();
  let overlaps = 0;
  const sent = await race(async ({ aggregate }, database) => {
    if (inFlight.has(aggregate)) overlaps += 1;
    inFlight.add(aggregate);
    await database.ping(); // takes as long as a message to a server and back
    inFlight.delete(aggregate);
  });
  for (const versions of sent.values()) expect(versions).toEqual(IN_ORDER);
  expect(overlaps).toBe(0);
});

// t0: A has sent v1; t1: A dies before it marks it; t2: B claims the lot. v1 comes again, and no version comes
// before the one below it came.
it('loses nothing and keeps the order when a relay dies between publishing and marking', async () => {
  let deaths = 0;
  const sent = await race(async ({ aggregateVersion }, database) => {
    if (deaths >= 10 || aggregateVersion % 7 !== 0) return;
    // The server drops the connection of a relay with a claim: what it sent stays unmarked.
    const killed = await database.query(sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE '%claimed-rows%' LIMIT 1`);
    deaths += killed.length;
  });
  for (const versions of sent.values())
    expect(versions.filter((version, at) => versions.indexOf(version) === at)).toEqual(IN_ORDER);
  expect(deaths).toBeGreaterThan(0);
  expect([...sent.values()].flat().length).toBeGreaterThan(AGGREGATES * FACTS_EACH);
});
