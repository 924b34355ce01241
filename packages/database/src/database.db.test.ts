import { createLogger } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase, sql, violatedConstraint } from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
let server: TestDatabase;
let database: Database;
const open = (production: boolean) =>
  openDatabase({ url: server.url, applicationName: 'test', poolSize: 4, logger, production });

beforeAll(async () => {
  server = await createTestDatabase({ name: 'database' });
  await migrate({ url: server.url, logger });
  database = await open(false);
  await database.query(
    sql`CREATE TABLE lots (id int PRIMARY KEY, price bigint CONSTRAINT lots_price_positive CHECK (price > 0), secret text)`,
  );
});
afterAll(async () => {
  await database.close();
  await server.close();
});

describe('values', () => {
  it('come as JavaScript has them, without loss', async () => {
    const row = await database.one(sql`
      SELECT 9007199254740993::int8 AS big, ARRAY[1, NULL]::int8[] AS bigs, '2024-02-29'::date AS day, 1.50::numeric AS exact,
             '2024-01-01T00:00:00.123Z'::timestamptz AS at, '{"a":[1]}'::jsonb AS json, NULL::text AS nothing`);
    expect(row).toEqual({
      big: 9007199254740993n,
      bigs: [1n, null],
      day: '2024-02-29',
      exact: '1.50',
      at: new Date('2024-01-01T00:00:00.123Z'),
      json: { a: [1] },
      nothing: null,
    });
  });

  it('go in as they are: bigint, bytes, lists, JSON lists', async () => {
    const row = await database.one(sql`
      SELECT ${2n ** 62n}::int8 AS big, ${Buffer.from('ab')}::bytea AS bytes, ${['x', 'y']}::text[] AS list, ${sql.json([1])}::jsonb AS json`);
    expect(row).toEqual({ big: 2n ** 62n, bytes: Buffer.from('ab'), list: ['x', 'y'], json: [1] });
  });

  it('leave the driver of everybody else alone', async () => {
    const { default: pg } = await import('pg');
    expect(pg.types.getTypeParser(20)('1')).toBe('1');
  });
});

describe('connections', () => {
  it('are kept for what must not queue behind a crowd of requests', async () => {
    const crowd = Promise.withResolvers<void>();
    const requests = Array.from({ length: 20 }, () => database.transaction(() => crowd.promise));
    const reserved = await database.reserved.transaction((tx) => tx.one(sql`SELECT 1 AS one`));
    expect([reserved, await database.reserved.one(sql`SELECT 2 AS two`)]).toEqual([{ one: 1 }, { two: 2 }]);
    crowd.resolve();
    await Promise.all(requests);
  });
});

describe('a statement that comes again', () => {
  const prepared = sql`SELECT name FROM pg_prepared_statements WHERE name LIKE 'again.%'`;

  it('is prepared from its fifth use on, whoever composes it', async () => {
    const id = sql`id = ${1}`;
    const again = () => sql`/* again.composed */ SELECT price FROM lots WHERE ${id} AND price > ${0n}`;
    await database.transaction(async (tx) => {
      for (let n = 1; n < 5; n += 1) await tx.query(again());
      expect(await tx.query(prepared)).toEqual([]);
      await tx.query(again());
      expect(await tx.query(prepared)).toEqual([{ name: expect.stringMatching(/^again\.composed:\d+$/) }]);
    });
  });

  it('is not, where it is several in one text', async () => {
    const several = sql`/* again.several */ SELECT 1 AS one; SELECT 2 AS two`;
    for (let n = 0; n < 6; n += 1) await database.query(several);
  });
});

describe('a transaction', () => {
  it('commits, then runs what waits for the commit', async () => {
    const seen: string[] = [];
    await database.transaction(async (tx) => {
      tx.afterCommit(() => seen.push('after'));
      await tx.query(sql`INSERT INTO lots VALUES (1, 10)`);
      seen.push('inside');
    });
    expect(seen).toEqual(['inside', 'after']);
    expect(await database.query(sql`SELECT id FROM lots WHERE id = 1`)).toHaveLength(1);
  });

  it('rolls back what was written by SQL and by the manager when the work throws', async () => {
    let ran = false;
    const work = database.transaction(async (tx) => {
      tx.afterCommit(() => {
        ran = true;
      });
      await tx.query(sql`INSERT INTO lots VALUES (2, 10)`);
      await tx.manager.query('INSERT INTO lots VALUES (3, 10)');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await database.query(sql`SELECT id FROM lots WHERE id IN (2, 3)`)).toEqual([]);
    expect(ran).toBe(false);
  });

  it('names the violated constraint and quotes no row', async () => {
    const error: unknown = await database
      .transaction((tx) => tx.query(sql`/* lots.insert */ INSERT INTO lots VALUES (4, -1, ${'personal'})`))
      .catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe('lots_price_positive');
    expect(error).toMatchObject({ statement: 'lots.insert' });
    expect(JSON.stringify({ ...(error as object) }) + (error as Error).message + (error as Error).stack).not.toContain(
      'personal',
    );
  });

  it('quotes no value that cannot be converted, nor one that the manager sent', async () => {
    const bad = await database.query(sql`SELECT ${'personal'}::int`).catch((caught: unknown) => caught as Error);
    expect(`${(bad as Error).message} ${(bad as Error).stack}`).not.toContain('personal');
    const managed = (await database
      .transaction((tx) => tx.manager.query('INSERT INTO lots VALUES (4, -1, $1)', ['personal']))
      .catch((caught: unknown) => caught)) as Error;
    expect(violatedConstraint(managed)).toBe('lots_price_positive');
    expect(JSON.stringify({ ...managed }) + managed.message).not.toContain('personal');
  });

  it('does not pretend to commit after a swallowed failure', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(sql`INSERT INTO lots VALUES (5, 1)`);
      await tx.query(sql`INSERT INTO lots VALUES (6, -1)`).catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/swallowed/);
    expect(await database.query(sql`SELECT id FROM lots WHERE id = 5`)).toEqual([]);
  });

  it('goes on after a failure in a savepoint', async () => {
    await database.transaction(async (tx) => {
      await tx.query(sql`INSERT INTO lots VALUES (7, 1)`);
      const failed = await tx.savepoint(() => tx.query(sql`INSERT INTO lots VALUES (8, -1)`)).catch(violatedConstraint);
      expect(failed).toBe('lots_price_positive');
    });
    expect(await database.query(sql`SELECT id FROM lots WHERE id IN (7, 8)`)).toEqual([{ id: 7 }]);
  });

  it('refuses a statement that nobody waited for', async () => {
    const late = await database.transaction(async (tx) => tx);
    await expect(late.query(sql`/* lots.late */ SELECT 1`)).rejects.toThrow(/over: lots.late/);
  });

  it('is ended by the server when its process freezes with a lock in hand', async () => {
    const row = await database.one(sql`SELECT current_setting('idle_in_transaction_session_timeout') AS timeout`);
    expect(row).toEqual({ timeout: '10s' });
  });
});

describe('the database clock', () => {
  it('moves on within a transaction', async () => {
    const [first, second] = await database.transaction(async (tx) => [await tx.now(), await tx.now()]);
    expect(second?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(Math.abs((await database.now()).getTime() - Date.now())).toBeLessThan(5_000);
  });

  // The attack: whoever may replace one function opens closed lots and revives expired tickets.
  it('is refused in production when it is shifted, and taken when it is the real one', async () => {
    await (await open(true)).close();
    await server.time.advance({ minutes: 5 });
    await expect(open(true)).rejects.toThrow(/clock_timestamp/);
    expect((await database.now()).getTime() - Date.now()).toBeGreaterThan(290_000);
  });

  it('is refused in production when the database was never migrated', async () => {
    await using empty = await createTestDatabase({ name: 'empty' });
    const opening = openDatabase({ url: empty.url, applicationName: 'test', poolSize: 1, logger, production: true });
    await expect(opening).rejects.toThrow(/run the migrations/);
  });
});

describe('opening', () => {
  it('says at once that the password is wrong', async () => {
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(
      openDatabase({ url: url.href, applicationName: 'test', poolSize: 1, logger, production: false }),
    ).rejects.toThrow(/password authentication failed/);
  });

  it('waits for a server that is not there, until told to stop', async () => {
    const stop = new AbortController();
    const opening = openDatabase({
      url: 'postgres://nobody@127.0.0.1:1/none',
      applicationName: 'test',
      poolSize: 1,
      logger,
      production: false,
      signal: stop.signal,
    });
    stop.abort();
    await expect(opening).rejects.toThrow(/ECONNREFUSED/);
  });
});
