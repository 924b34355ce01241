import { newId } from '@belgi/contracts';
import { createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase, waitFor } from '@belgi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applyHold,
  isPersonHeld,
  migrate,
  orderDailyRun,
  orderRun,
  retainBatch,
  retentionStanding,
  runProgress,
  type Sql,
  sql,
  startRetention,
  violatedConstraint,
} from '../index.js';
import { openVisits, RULE, type Visits } from '../testing/visits.js';

const logger = createLogger({ service: 'test', level: 'silent' });
let server: TestDatabase;
let visits: Visits;
beforeEach(async () => {
  const template = { key: 'database', fill: (url: string) => migrate({ url, logger }) };
  server = await createTestDatabase({ name: 'visits', template });
  visits = await openVisits(server.url);
});
afterEach(async () => {
  await visits[Symbol.asyncDispose]();
  await server.close();
});

/** Orders a run and does all of it. */
async function run(options = visits.options): Promise<void> {
  await orderRun(visits.database, newId());
  while (await retainBatch(visits.database, options));
}
const hold = (subject: string, liftedAt: Date | null = null, version = 1, id = newId()) =>
  visits.database.transaction((tx) => applyHold(tx, { id, scope: 'PERSON', subject, version, liftedAt }));
const refusal = (statement: Sql) =>
  visits.database.query(statement).then(
    () => 'done',
    (error: unknown) => violatedConstraint(error) ?? String(error),
  );

describe('a run', () => {
  it('deletes what has had its term, by the database’s clock, and says how much', async () => {
    await visits.visit(newId(), 3);
    await visits.database.query(sql`/* test */ INSERT INTO visits VALUES (${newId()}, ${newId()}, app_now())`);
    await run();
    expect(await visits.left()).toBe(1);
    expect(visits.runs).toMatchObject([{ day: null, rules: [{ rule: RULE, erased: 3, held: 0, failure: null }] }]);
    await server.time.advance({ days: 366 });
    await run();
    expect(await visits.left()).toBe(0);
    expect(visits.runs.at(-1)?.rules).toEqual([{ rule: RULE, erased: 1, held: 0, failure: null }]);
  });

  it('goes in batches and counts them all', async () => {
    await visits.visit(newId(), 450);
    await run();
    expect(visits.runs[0]?.rules).toMatchObject([{ erased: 450 }]);
    expect(await visits.database.query(sql`/* test */ SELECT * FROM retention_permits`)).toEqual([]);
  });

  it('passes over what is held, and counts it', async () => {
    const [held, other] = [newId(), newId()];
    await visits.visit(held, 2);
    await visits.visit(other);
    await hold(held);
    expect(await retentionStanding(visits.database)).toMatchObject([{ rule: RULE, due: 1, held: 2 }]);
    await run();
    expect(visits.runs[0]?.rules).toEqual([{ rule: RULE, erased: 1, held: 2, failure: null }]);
    expect(await visits.left()).toBe(2);
  });

  it('puts a rule that fails on record and goes on with the others', async () => {
    await visits.visit(newId());
    const failing = {
      rule: RULE,
      steps: [{ rule: RULE, erase: () => sql`/* test */ UPDATE visits SET at = app_now() RETURNING 1 AS one` }],
    };
    await run({ ...visits.options, acts: [failing, { rule: 'test.empty', steps: [] }] });
    expect(visits.runs[0]?.rules).toEqual([
      { rule: 'test.empty', erased: 0, held: 0, failure: null },
      { rule: RULE, erased: 0, held: 0, failure: 'visits_stay' },
    ]);
    await run();
    expect(await visits.left()).toBe(0);
  });

  it('a new term counts from its day on', async () => {
    await visits.visit(newId());
    const longer = sql`/* test */ INSERT INTO retention_terms VALUES ('test.visits', '2021-01-01', 2, 'YEARS')`;
    await visits.database.query(longer);
    await run();
    expect(await visits.left()).toBe(1);
  });
});

describe('a hold', () => {
  it('is over when it is lifted, and an older fact does not bring it back', async () => {
    const [person, id] = [newId(), newId()];
    await visits.visit(person);
    await hold(person, null, 1, id);
    await hold(person, new Date(), 2, id);
    await hold(person, null, 1, id);
    expect(await visits.database.transaction((tx) => isPersonHeld(tx, person))).toBe(false);
    await run();
    expect(await visits.left()).toBe(0);
  });

  it('is known to whoever erases', async () => {
    const person = newId();
    await hold(person);
    expect(await visits.database.transaction((tx) => isPersonHeld(tx, person))).toBe(true);
    expect(await visits.database.transaction((tx) => isPersonHeld(tx, newId()))).toBe(false);
  });
});

// The attack: somebody with the service's own rights uses the job's way to remove a trace that is not due.
describe('nobody deletes by hand', () => {
  const anyId = sql`SELECT id FROM visits LIMIT 1`;
  const permitOf = (of: Sql, rule = RULE) => sql`/* test */ INSERT INTO retention_permits (rule, subject, transaction)
    VALUES (${rule}, (${of}), pg_current_xact_id())`;

  it('what is due without a permit', async () => {
    await visits.visit(newId());
    expect(await refusal(sql`/* test */ DELETE FROM visits`)).toBe('visits_stay');
  });

  it('what is not due, with a permit of their own', async () => {
    await visits.database.query(sql`/* test */ INSERT INTO visits VALUES (${newId()}, ${newId()}, app_now())`);
    expect(await refusal(permitOf(anyId))).toBe('retention_permits_are_due');
  });

  it('what is held, with a permit of their own', async () => {
    const person = newId();
    await visits.visit(person);
    await hold(person);
    expect(await refusal(permitOf(anyId))).toBe('retention_permits_are_due');
  });

  it('with a permit that an earlier transaction left, or one for a rule that there is not', async () => {
    await visits.visit(newId());
    expect(await refusal(permitOf(anyId))).toBe('done');
    expect(await refusal(sql`/* test */ DELETE FROM visits`)).toBe('visits_stay');
    expect(await refusal(permitOf(anyId, 'test.other'))).toBe('retention_permits_are_due');
  });

  it('and neither a term nor the record of a run', async () => {
    await run();
    expect(await refusal(sql`/* test */ UPDATE retention_terms SET count = 0`)).toBe('retention_terms_stay');
    expect(await refusal(sql`/* test */ DELETE FROM retention_runs`)).toBe('retention_runs_stay');
    expect(await refusal(sql`/* test */ UPDATE retention_runs SET day = '2030-01-01'`)).toBe('retention_runs_stay');
  });
});

describe('the job', () => {
  it('orders one run a day, which begins at three in Bishkek', async () => {
    const days = async () =>
      (
        await visits.database.query<{ day: string }>(
          sql`/* test */ SELECT day::text AS day FROM retention_runs ORDER BY day`,
        )
      ).map(({ day }) => day);
    // To 02:30 of the next day but one in Bishkek, which is 20:30 UTC of the day before.
    const now = await visits.database.now();
    const half = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1, 20, 30);
    const day = (after: number) => new Date(half + after * 86_400_000).toISOString().slice(0, 10);
    await server.time.advance({ milliseconds: half - now.getTime() });
    await Promise.all([1, 2, 3].map(() => orderDailyRun(visits.database, newId(), 3)));
    expect(await days()).toEqual([day(0)]);
    await server.time.advance({ minutes: 31 });
    await orderDailyRun(visits.database, newId(), 3);
    expect(await days()).toEqual([day(0), day(1)]);
  });

  it('runs by itself, and tells by its gauges', async () => {
    await visits.visit(newId(), 2);
    const held = newId();
    await visits.visit(held);
    await hold(held);
    const metrics = createMetrics('test');
    const { database, options } = visits;
    const loop = startRetention({ database, logger, metrics, ...options });
    await waitFor(() => visits.runs.length === 1);
    const gauge = /belgi_retention_held\{rule="test.visits"[^}]*\} 1/;
    await waitFor(async () => gauge.test(await metrics.registry.metrics()));
    await loop.stop();
    const told = await metrics.registry.metrics();
    expect(told).toMatch(/belgi_retention_due\{rule="test.visits"[^}]*\} 0/);
    expect(told).toMatch(/belgi_retention_failures\{[^}]*\} 0/);
    expect(await visits.left()).toBe(1);
    expect(await runProgress(database, visits.runs[0]?.id ?? '')).toMatchObject({ finished: true });
  });
});
