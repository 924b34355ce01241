import { newId } from '@belgi/contracts';
import { type Database, openDatabase, sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyEdition } from '../editions/apply-edition.js';
import { createFixture, type Fixture, logger } from '../testing/fixture.js';
import { announcementProgress } from './broadcast.store.js';
import { tellMany } from './tell-many.js';

/**
 * The race: several replicas announce one edition while their connections are cut in the middle of batches. Each person is told
 * exactly once, in the language and by the ways that are theirs, and no faster than the pace.
 */
let fixture: Fixture;
/** Connections that nobody cuts. */
let watching: Database;
beforeAll(async () => {
  fixture = await createFixture();
  const options = {
    url: fixture.url,
    applicationName: 'notify-watch',
    poolSize: REPLICAS + 1,
    logger,
    production: false,
  };
  watching = await openDatabase(options);
});
afterAll(async () => {
  await watching.close();
  await fixture.close();
});

const PEOPLE = 450;
const REPLICAS = 4;
const KILLS = 6;
/** People a second: high enough for the test to end, low enough that pace and people decide when it does. */
const PER_SECOND = 300;

it('tells each person once, whatever is killed, and not faster than its pace', async () => {
  const { database, sender } = fixture;
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => fixture.citizen()));
  const now = Date.now();
  const effectiveAt = new Date(now + 3_600_000).toISOString();
  const publishedAt = new Date(now).toISOString();
  await fixture.transaction((tx) =>
    applyEdition(tx, 'POLICY', { number: 2, publishedAt, effectiveAt, material: true, texts: [] }, newId()),
  );

  let killed = 0;
  const isDone = async () => (await announcementProgress(watching, { document: 'POLICY', edition: 2 }))?.doneAt != null;
  const replica = async (): Promise<void> => {
    while (!(await isDone()))
      // A cut connection is what a killed process leaves: its batch is undone, cursor and notices alike.
      await tellMany(sender, database, PER_SECOND).catch(() => undefined);
  };
  const killer = async (): Promise<void> => {
    while (killed < KILLS && !(await isDone())) {
      const cut = await watching.query(sql`/* test.kill */
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'notify-test' AND xact_start IS NOT NULL
          AND query ~ 'notices|deliveries|recipients' LIMIT 1`);
      killed += cut.length;
    }
  };
  const startedAt = performance.now();
  await Promise.all([...Array.from({ length: REPLICAS }, replica), killer()]);
  const seconds = (performance.now() - startedAt) / 1_000;

  expect(killed).toBeGreaterThan(0);
  const told = await database.query<{ citizen_id: string; count: number }>(sql`/* test.told */
    SELECT citizen_id, count(*)::int AS count FROM notices WHERE kind = 'POLICY_CHANGED' GROUP BY citizen_id`);
  expect(new Map(told.map((row) => [row.citizen_id, row.count]))).toEqual(new Map(people.map((id) => [id, 1])));
  const mails = (await fixture.deliveries()).filter(({ kind }) => kind === 'POLICY_CHANGED');
  expect(mails).toHaveLength(PEOPLE);
  // The last batch is not waited for.
  expect(seconds).toBeGreaterThanOrEqual((PEOPLE - (PEOPLE % 100)) / PER_SECOND);
  expect(await announcementProgress(database, { document: 'POLICY', edition: 2 })).toMatchObject({
    told: PEOPLE,
    remaining: 0,
    waiting: PEOPLE,
  });
}, 60_000);
