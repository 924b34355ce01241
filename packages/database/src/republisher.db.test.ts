import { newId, type OutgoingFact } from '@belgi/contracts';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase, waitFor } from '@belgi/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type Database,
  type Loop,
  migrate,
  openDatabase,
  republishProgress,
  requestRepublish,
  type SnapshotReader,
  sql,
  startRepublisher,
} from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
let server: TestDatabase;
let database: Database;
let republishers: Loop[] = [];

const snapshot = (aggregateId: string): OutgoingFact => ({
  id: newId(),
  type: 'auction.lot.snapshot.v1',
  subject: `auction.lot.${aggregateId}.snapshot.v1`,
  aggregate: `auction.lot.${aggregateId}`,
  aggregateId,
  aggregateVersion: 3,
  data: {},
});
const lots: SnapshotReader = async (tx, id, after, limit) => {
  const rows = await tx.query<{ id: string }>(sql`
    SELECT id FROM lots WHERE (${id}::text IS NULL OR id = ${id}) AND (${after}::text IS NULL OR id > ${after})
    ORDER BY id LIMIT ${limit} FOR SHARE`);
  return rows.map((row) => snapshot(row.id));
};
const start = (nouns: Record<string, SnapshotReader>) =>
  republishers.push(startRepublisher({ database, nouns, logger }));
const finished = (id: string) =>
  waitFor(async () => {
    const progress = await republishProgress(database, id);
    return progress?.finishedAt ? progress : undefined;
  });
const published = async () =>
  (await database.query<{ id: string }>(sql`SELECT aggregate_id AS id FROM outbox ORDER BY position`)).map(
    ({ id }) => id,
  );

beforeEach(async () => {
  server = await createTestDatabase({
    name: 'republish',
    template: { key: 'database', fill: (url) => migrate({ url, logger }) },
  });
  database = await openDatabase({ url: server.url, applicationName: 'test', poolSize: 4, logger, production: false });
  await database.query(sql`CREATE TABLE lots AS SELECT lpad(n::text, 4, '0') AS id FROM generate_series(1, 450) n`);
});
afterEach(async () => {
  await Promise.all(republishers.map((one) => one.stop()));
  republishers = [];
  await database.close();
  await server.close();
});

it('publishes every aggregate of a noun once, page by page, with two replicas serving', async () => {
  start({ lot: lots });
  start({ lot: lots });
  const progress = await finished(await requestRepublish(database, 'lot', null));
  expect(progress).toMatchObject({ sent: 450, error: null });
  expect(await published()).toEqual(Array.from({ length: 450 }, (_, n) => String(n + 1).padStart(4, '0')));
});

it('publishes one aggregate, and says when it does not exist', async () => {
  start({ lot: lots });
  expect(await finished(await requestRepublish(database, 'lot', '0007'))).toMatchObject({ sent: 1, error: null });
  expect(await finished(await requestRepublish(database, 'lot', 'none'))).toMatchObject({
    sent: 0,
    error: 'no such aggregate',
  });
  expect(await published()).toEqual(['0007']);
});

it('ends a request that cannot be served, with the reason, and serves the next', async () => {
  const broken: SnapshotReader = async () => {
    throw new Error('lot 7 has no state');
  };
  start({ lot: lots, broken });
  expect((await finished(await requestRepublish(database, 'toString', null))).error).toMatch(
    /unknown noun.*lot, broken/,
  );
  expect((await finished(await requestRepublish(database, 'broken', null))).error).toBe('lot 7 has no state');
  expect(await finished(await requestRepublish(database, 'lot', '0001'))).toMatchObject({ sent: 1 });
});
