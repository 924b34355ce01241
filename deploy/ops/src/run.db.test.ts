import { newId, type OutgoingFact } from '@belgi/contracts';
import {
  buryDeadLetter,
  type Database,
  migrate,
  openDatabase,
  sql,
  startRelay,
  startRepublisher,
  startRetention,
} from '@belgi/database';
import { createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase, waitFor } from '@belgi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.js';

const logger = createLogger({ service: 'test', level: 'silent' });
let server: TestDatabase;
let database: Database;
const ops = (line: string) => run(line.split(' '), () => ({ databaseUrls: { auction: server.url } }));
const fact = (aggregateId: string, name = 'opened'): OutgoingFact => ({
  id: newId(),
  type: `auction.lot.${name}.v1`,
  subject: `auction.lot.${aggregateId}.${name}.v1`,
  aggregate: `auction.lot.${aggregateId}`,
  aggregateId,
  aggregateVersion: 1,
  data: {},
});

beforeEach(async () => {
  server = await createTestDatabase({
    name: 'ops',
    template: { key: 'database', fill: (url) => migrate({ url, logger }) },
  });
  database = await openDatabase({ url: server.url, applicationName: 'test', poolSize: 3, logger, production: false });
});
afterEach(async () => {
  await database.close();
  await server.close();
});

describe('outbox', () => {
  it('status tells a stuck outbox by its exit code', async () => {
    await database.transaction((tx) => tx.publish(fact('a')));
    expect(await ops('outbox status')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/auction +1 +0/) });
    await server.time.advance({ minutes: 5 });
    expect(await ops('outbox status auction')).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('do not leave'),
    });
  });

  it('replay sends again what matches, and nothing on a dry run', async () => {
    const sent: string[] = [];
    const relay = startRelay({
      database,
      logger,
      metrics: createMetrics('test'),
      publish: async (row) => void sent.push(row.subject),
    });
    const one = fact('one');
    await database.transaction((tx) => tx.publish(one, fact('two', 'closed'), fact('two', 'opened')));
    await waitFor(() => sent.length === 3);
    const left = async () =>
      (await database.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL`))?.n;
    await waitFor(async () => (await left()) === 0);
    sent.length = 0;

    const dry = await run(['outbox', 'replay', '--subject', 'auction.lot.*.opened.v1', '--dry-run', '--json'], () => ({
      databaseUrls: { auction: server.url },
    }));
    expect(JSON.parse(dry.output)).toMatchObject({ rows: [{ service: 'auction', facts: 2 }] });
    expect(await left()).toBe(0);
    expect((await ops('outbox replay auction --subject auction.lot.two.>')).output).toMatch(/auction +2/);
    await waitFor(() => sent.length === 2);
    expect((await ops(`outbox replay auction --id ${one.id}`)).output).toMatch(/auction +1/);
    expect((await ops('outbox replay auction --since 1h --subject auction.lot')).output).toMatch(/auction +0/);
    await waitFor(() => sent.length === 3);
    expect(sent[2]).toBe(one.subject);
    await relay.stop();
  });
});

describe('republish', () => {
  it('asks the owner and waits for its answer', async () => {
    const republisher = startRepublisher({ database, logger, nouns: { lot: async () => [fact('a', 'snapshot')] } });
    expect(await ops('republish auction lot --dry-run')).toEqual({
      exitCode: 0,
      output: 'Would ask auction to publish every lot.',
    });
    expect(await ops('republish auction lot --id a')).toEqual({ exitCode: 0, output: 'auction published 1 of lot.' });
    await republisher.stop();
  });
});

describe('retention', () => {
  const statements = [
    sql`/* test */ CREATE TABLE visits (id uuid, at timestamptz)`,
    sql`/* test */ INSERT INTO retention_terms VALUES ('auction.visits', '2020-01-01', 1, 'YEARS')`,
    sql`/* test */ CREATE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
      SELECT 'auction.visits', id, at, NULL::uuid[], NULL::uuid, NULL::uuid FROM visits`,
    sql`/* test */ INSERT INTO visits VALUES (${newId()}, app_now() - interval '2 years')`,
  ];
  const erase = (ids: readonly string[]) =>
    sql`/* test */ DELETE FROM visits WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`;
  const acts = [{ rule: 'auction.visits', steps: [{ rule: 'auction.visits', erase }] }];

  it('shows what is due and changes nothing, then has it done', async () => {
    for (const statement of statements) await database.query(statement);
    const dry = await ops('retention --dry-run');
    expect(dry).toMatchObject({ exitCode: 0, output: expect.stringMatching(/auction\.visits +1 +0 +\d{4}-/) });
    expect(dry.output).toContain('1 due, 0 held. Nothing was changed.');

    const finished = async () => undefined;
    const job = startRetention({ database, logger, metrics: createMetrics('test'), acts, finished });
    const first = await ops('retention auction');
    expect(first).toMatchObject({ exitCode: 0, output: expect.stringContaining('All ran.') });
    await job.stop();
    expect(await ops('retention --dry-run')).toMatchObject({ output: expect.stringContaining('0 due, 0 held') });
  });
});

describe('dead-letters', () => {
  const letter = {
    consumer: 'auction-privacy-consent',
    eventId: newId(),
    type: 'privacy.consent.given.v1',
    subject: 'privacy.consent.x.given.v1',
    headers: { 'ce-id': 'x' },
    payload: '{"epoch":1}',
    attempts: 8,
    error: 'Error: no such edition',
  };

  it('list, show and requeue', async () => {
    expect(await ops('dead-letters list')).toMatchObject({ exitCode: 0, output: 'Nothing is dead.' });
    await buryDeadLetter(database, letter);
    const list = await ops('dead-letters list auction');
    expect(list.exitCode).toBe(1);
    expect(list.output).toContain('Error: no such edition');
    expect(list.output).toContain('1 about consent or disclosure');
    expect((await ops(`dead-letters show auction --id ${letter.eventId}`)).output).toContain('{"epoch":1}');
    expect((await ops(`dead-letters show auction --id ${newId()}`)).exitCode).toBe(1);
    expect((await ops('dead-letters requeue auction --all --dry-run')).output).toContain('Nothing was changed');
    expect(await ops('dead-letters requeue auction --consumer auction-privacy-consent')).toMatchObject({
      output: '1 requeued.',
    });
    expect((await ops('dead-letters list')).output).toContain('requeued');
    expect((await ops('dead-letters requeue auction --all')).output).toBe('0 requeued.');
  });
});

describe('migrations status', () => {
  it('tells what is applied and what is missing', async () => {
    const { exitCode, output } = await ops('migrations status auction');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/0000_foundation.sql +applied/);
    expect(output).toMatch(/0001_.*missing/);
  });
});
