import { newId, type OutgoingFact } from '@belgi/contracts';
import { createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase, waitFor } from '@belgi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Database,
  migrate,
  type OutboxRow,
  openDatabase,
  outboxStatus,
  type Relay,
  sql,
  startRelay,
  TransportUnavailable,
} from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const metrics = createMetrics('test');
let server: TestDatabase;
let database: Database;
let relays: Relay[] = [];

const fact = (aggregateId: string, version: number): OutgoingFact => ({
  id: newId(),
  type: 'auction.lot.bid-accepted.v1',
  subject: `auction.lot.${aggregateId}.bid-accepted.v1`,
  aggregate: `auction.lot.${aggregateId}`,
  aggregateId,
  aggregateVersion: version,
  data: { version },
});
const relay = (publish: (row: OutboxRow) => Promise<void>): Relay => {
  const started = startRelay({ database, publish, logger, metrics });
  relays.push(started);
  return started;
};
const status = () => outboxStatus(database);

beforeEach(async () => {
  server = await createTestDatabase({
    name: 'relay',
    template: { key: 'database', fill: (url) => migrate({ url, logger }) },
  });
  database = await openDatabase({ url: server.url, applicationName: 'test', poolSize: 5, logger, production: false });
});
afterEach(async () => {
  await Promise.all(relays.map((one) => one.stop()));
  relays = [];
  await database.close();
  await server.close();
});

describe('the relay', () => {
  it('publishes what committed, in order, and never what rolled back', async () => {
    const sent: number[] = [];
    relay(async (row) => void sent.push(row.aggregateVersion));
    await database.transaction((tx) => tx.publish(fact('a', 1), fact('a', 2)));
    await database
      .transaction(async (tx) => {
        await tx.publish(fact('a', 3));
        throw new Error('no');
      })
      .catch(() => undefined);
    await database.transaction((tx) => tx.publish(fact('a', 4)));
    await waitFor(() => sent.length === 3);
    expect(sent).toEqual([1, 2, 4]);
    await waitFor(async () => (await status()).unpublished === 0);
  });

  it('finds by its poll what a process left behind that died after the commit', async () => {
    const dead = await openDatabase({
      url: server.url,
      applicationName: 'dead',
      poolSize: 1,
      logger,
      production: false,
    });
    const sent: string[] = [];
    relay(async (row) => void sent.push(row.id));
    const left = fact('a', 1);
    await dead.transaction((tx) => tx.publish(left));
    await dead.close();
    await waitFor(() => sent.includes(left.id));
  });

  it('lets other aggregates go on while one fails, and keeps that one in order', async () => {
    const sent: string[] = [];
    let isBroken = true;
    relay(async (row) => {
      if (isBroken && row.aggregateId === 'bad') throw new Error('too large');
      sent.push(`${row.aggregateId}${row.aggregateVersion}`);
    });
    await database.transaction((tx) => tx.publish(fact('bad', 1), fact('good', 1), fact('bad', 2)));
    await waitFor(async () => (await status()).failing === 1);
    await database.transaction((tx) => tx.publish(fact('bad', 3), fact('good', 2)));
    await waitFor(() => sent.includes('good2'));
    expect(sent).toEqual(['good1', 'good2']);
    expect(await database.one(sql`SELECT last_error AS error FROM outbox WHERE attempts > 0`)).toEqual({
      error: 'Error: too large',
    });
    isBroken = false;
    await server.time.advance({ minutes: 2 });
    await waitFor(() => sent.length === 5);
    expect(sent.slice(2)).toEqual(['bad1', 'bad2', 'bad3']);
  });

  it('blames no row while the transport is away, and goes on when it is back', async () => {
    const sent: number[] = [];
    let isAway = true;
    let tries = 0;
    relay(async (row) => {
      tries += 1;
      if (isAway) throw new TransportUnavailable('away');
      sent.push(row.aggregateVersion);
    });
    await database.transaction((tx) => tx.publish(fact('a', 1), fact('a', 2)));
    await waitFor(() => tries >= 2);
    expect(await status()).toMatchObject({ unpublished: 2, failing: 0 });
    isAway = false;
    await waitFor(() => sent.length === 2);
    expect(sent).toEqual([1, 2]);
  });

  it('empties the outbox before it ends', async () => {
    const sent: string[] = [];
    const ending = relay(async (row) => void sent.push(row.id));
    const last = fact('a', 1);
    await database.transaction((tx) => tx.publish(last));
    await ending.stop();
    expect(sent).toEqual([last.id]);
  });

  it('keeps the trace of the work that published', async () => {
    const { withTrace } = await import('@belgi/runtime');
    const traces: (string | null)[] = [];
    relay(async (row) => void traces.push(row.trace));
    const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    await withTrace(trace, () => database.transaction((tx) => tx.publish(fact('a', 1))));
    await waitFor(() => traces.length === 1);
    expect(traces[0]).toContain('a'.repeat(32));
  });

  it('forgets rows seven days after their publication, and never an unpublished one', async () => {
    await database.transaction((tx) => tx.publish(fact('a', 1)));
    const first = relay(async () => undefined);
    await waitFor(async () => (await status()).unpublished === 0);
    await first.stop();
    await database.transaction((tx) => tx.publish(fact('b', 1)));
    await server.time.advance({ days: 8 });
    relay(async () => {
      throw new TransportUnavailable('away');
    });
    const left = () => database.query(sql`SELECT aggregate_id AS id FROM outbox`);
    await waitFor(async () => (await left()).length === 1);
    expect(await left()).toEqual([{ id: 'b' }]);
  });
});
