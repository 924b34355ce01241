import { newId } from '@belgi/contracts';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase, waitFor } from '@belgi/testkit';
import { expect, it } from 'vitest';
import { applyHold, type Database, migrate, orderRun, type RetainOptions, retainBatch, sql } from '../index.js';
import { deleteVisits, openVisits, RULE, type Visits } from '../testing/visits.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const aServer = () =>
  createTestDatabase({ name: 'visits', template: { key: 'database', fill: (url) => migrate({ url, logger }) } });
const untilDone = async (database: Database, options: RetainOptions) => {
  while (await retainBatch(database, options));
};
const erasedBy = async ({ database }: Visits) => {
  const counted = sql`/* test */ SELECT COALESCE(sum(erased), 0)::int AS n FROM retention_run_rules`;
  return (await database.one<{ n: number }>(counted))?.n;
};

it('three replicas at once: every row is deleted once and counted once', async () => {
  await using server = await aServer();
  await using visits = await openVisits(server.url);
  await visits.visit(newId(), 1500);
  const replicas = [visits.database, await visits.open(), await visits.open()];
  await orderRun(visits.database, newId());
  // Who finds the run taken has nothing to do and asks again, as the loop does.
  await Promise.all(
    replicas.map(async (replica) => {
      while (visits.runs.length === 0) await untilDone(replica, visits.options);
    }),
  );
  expect(await visits.left()).toBe(0);
  expect(visits.runs).toHaveLength(1);
  expect(visits.runs[0]?.rules).toEqual([{ rule: RULE, erased: 1500, held: 0, failure: null }]);
});

// t0 a batch has deleted and counted, t1 its connection is killed before it commits, t2 another replica takes the run.
it('killed in the middle of a batch: nothing of it happened, and another replica goes on', async () => {
  await using server = await aServer();
  await using visits = await openVisits(server.url);
  await visits.visit(newId(), 700);
  const victim = await visits.open();
  await orderRun(visits.database, newId());
  await retainBatch(victim, visits.options);
  expect(await visits.left()).toBe(500);
  const die = { rule: RULE, erase: () => sql`/* test */ SELECT pg_terminate_backend(pg_backend_pid()) AS one` };
  const killed = [{ rule: RULE, steps: [{ rule: RULE, erase: deleteVisits }, die] }];
  await expect(retainBatch(victim, { ...visits.options, acts: killed })).rejects.toThrow();
  expect(await visits.left()).toBe(500);
  expect(await erasedBy(visits)).toBe(200);
  await untilDone(visits.database, visits.options);
  expect(await visits.left()).toBe(0);
  expect(visits.runs[0]?.rules).toMatchObject([{ erased: 700 }]);
});

// t0 a batch has deleted 200 and not committed, t1 a hold comes and waits, t2 the batch commits, t3 the hold does; the
// next batch sees it.
it('a hold that comes while a batch deletes waits for it, and nothing is deleted after it', async () => {
  await using server = await aServer();
  await using visits = await openVisits(server.url);
  const person = newId();
  await visits.visit(person, 600);
  const [other, watching] = [await visits.open(), await visits.open()];
  await orderRun(visits.database, newId());
  let placing: Promise<void> | undefined;
  const hold = { id: newId(), scope: 'PERSON', subject: person, version: 1, liftedAt: null } as const;
  const waiting = async () =>
    (
      await watching.one<{ n: number }>(sql`/* test */ SELECT count(*)::int AS n FROM pg_locks
        WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
    )?.n === 1;
  await visits.database.transaction(async (tx) => {
    // The batch's own transaction, held open until the hold is known to wait.
    const inside = { transaction: <T>(work: (mine: typeof tx) => Promise<T>) => work(tx) } as Database;
    await retainBatch(inside, visits.options);
    placing = other.transaction((mine) => applyHold(mine, hold));
    await waitFor(waiting);
  });
  await placing;
  await untilDone(visits.database, visits.options);
  expect(await visits.left()).toBe(400);
  expect(visits.runs[0]?.rules).toEqual([{ rule: RULE, erased: 200, held: 400, failure: null }]);
});
