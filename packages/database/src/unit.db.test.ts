import { newId, type OutgoingFact } from '@belgi/contracts';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase, waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase, sql } from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase({ name: 'unit' });
  await migrate({ url: server.url, logger });
  database = await openDatabase({ url: server.url, applicationName: 'test', poolSize: 4, logger, production: false });
  await database.query(sql`CREATE TABLE notes (n serial, text text CONSTRAINT notes_short CHECK (length(text) < 9))`);
});
afterAll(async () => {
  await database.close();
  await server.close();
});
beforeEach(async () => {
  await database.query(sql`TRUNCATE notes RESTART IDENTITY`);
  await database.query(sql`DELETE FROM outbox`);
});

/** Sessions of this database that wait for a lock; the server has others. */
const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
const note = (text: string) => sql`INSERT INTO notes (text) VALUES (${text})`;
const notes = async () =>
  (await database.query<{ text: string }>(sql`SELECT text FROM notes ORDER BY n`)).map(({ text }) => text);
const published = async () =>
  (await database.query<{ type: string }>(sql`SELECT type FROM outbox ORDER BY position`)).map(({ type }) => type);
const fact = (type: string): OutgoingFact => ({
  ...{ id: newId(), type, subject: `a.b.c.${type}`, aggregate: 'a.b.c' },
  ...{ aggregateId: 'c', aggregateVersion: 1, data: {} },
});

describe('statements that are asked for at once', () => {
  it('run in the order of asking, within the transaction', async () => {
    const [, , seen] = await database.transaction((tx) =>
      Promise.all([
        tx.query(note('one')),
        tx.query(note('two')),
        tx.query<{ text: string }>(sql`SELECT text FROM notes ORDER BY n`),
        tx.query(note('three')),
      ]),
    );
    expect(seen).toEqual([{ text: 'one' }, { text: 'two' }]);
    expect(await notes()).toEqual(['one', 'two', 'three']);
  });

  // t0 one transaction holds the row; t1 another asks for the lock and the clock at once; t2 the first commits.
  it('read the clock after the lock that was asked for before', async () => {
    await database.query(note('row'));
    const held = Promise.withResolvers<void>();
    const lock = sql`SELECT FROM notes FOR UPDATE`;
    const holder = database.transaction(async (tx) => {
      await tx.query(lock);
      held.resolve();
      await waitFor(async () => (await database.query(waiting)).length > 0);
      return tx.now();
    });
    await held.promise;
    const [, now] = await database.transaction((tx) => Promise.all([tx.query(lock), tx.now()]));
    expect(now.getTime()).toBeGreaterThanOrEqual((await holder).getTime());
  });

  it('leave nothing behind when one of them fails, whatever came after it', async () => {
    const work = database.transaction((tx) =>
      Promise.all([tx.query(note('one')), tx.query(note('far too long')), tx.query(note('three'))]),
    );
    await expect(work).rejects.toThrow(/notes_short/);
    expect(await notes()).toEqual([]);
    // The connection serves the next one.
    await Promise.all(Array.from({ length: 8 }, (_, n) => database.transaction((tx) => tx.query(note(`${n}`)))));
    expect(await notes()).toHaveLength(8);
  });

  it('go on after a savepoint that failed', async () => {
    await database.transaction(async (tx) => {
      const failed = tx.savepoint(() =>
        Promise.all([tx.query(note('one')), tx.query(note('far too long')), tx.query(note('three'))]),
      );
      await expect(failed).rejects.toThrow(/notes_short/);
      await tx.query(note('two'));
    });
    expect(await notes()).toEqual(['two']);
  });
});

describe('what comes too late', () => {
  // t0 one of two pieces of work fails; t1 the transaction is rolled back; t2 the other one, which waited for something else, asks.
  it('is refused: it would be done outside the transaction, or not at all', async () => {
    const rolledBack = Promise.withResolvers<void>();
    const late: Promise<unknown>[] = [];
    const work = database.transaction((tx) => {
      const slow = rolledBack.promise.then(() => {
        late.push(tx.query(note('late')), tx.publish(fact('late')));
        tx.afterCommit(() => undefined);
      });
      late.push(slow);
      return Promise.all([tx.query(note('far too long')), slow]);
    });
    await expect(work).rejects.toThrow(/notes_short/);
    rolledBack.resolve();
    await late[0]?.catch(() => undefined);
    for (const one of late) await expect(one).rejects.toThrow(/transaction is over/);
    expect([await notes(), await published()]).toEqual([[], []]);
  });

  it('and failed unseen is named, not what it made fail', async () => {
    const work = database.transaction(async (tx) => {
      void tx.query(note('far too long')).catch(() => undefined);
      await tx.publish(fact('one'));
    });
    await expect(work).rejects.toMatchObject({ name: 'SwallowedFailure', cause: { constraint: 'notes_short' } });
  });
});

describe('facts', () => {
  it('go with the commit, in the order of publishing', async () => {
    await database.transaction(async (tx) => {
      await tx.publish(fact('first'));
      await tx.query(note('one'));
      await tx.publish(fact('second'), fact('third'));
      expect(await tx.query(sql`SELECT FROM outbox`)).toEqual([]);
    });
    expect(await published()).toEqual(['first', 'second', 'third']);
  });

  it('of a savepoint that failed are told to nobody', async () => {
    await database.transaction(async (tx) => {
      await tx.publish(fact('before'));
      const failed = tx.savepoint(async () => {
        await tx.publish(fact('within'));
        await tx.query(note('far too long'));
      });
      await expect(failed).rejects.toThrow();
      await tx.publish(fact('after'));
    });
    expect(await published()).toEqual(['before', 'after']);
  });

  it('that cannot be kept undo the transaction', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(note('one'));
      await tx.publish(fact('one'), { ...fact('two'), id: 'no id' });
    });
    await expect(work).rejects.toMatchObject({ statement: 'outbox.insert' });
    expect([await notes(), await published()]).toEqual([[], []]);
  });
});

it('a transaction without statements commits', async () => {
  expect(await database.transaction(async () => 'nothing')).toBe('nothing');
});

it('a connection that is lost under a transaction fails it, and the next one gets another', async () => {
  const work = database.transaction(async (tx) => {
    await tx.query(note('one'));
    await tx.query(sql`SELECT pg_terminate_backend(pg_backend_pid())`);
  });
  await expect(work).rejects.toThrow();
  const between = database.transaction(async (tx) => {
    await tx.publish(fact('one'));
    const pid = await tx.one<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
    await database.query(sql`SELECT pg_terminate_backend(${pid?.pid ?? 0})`);
    await waitFor(
      async () => (await database.query(sql`SELECT FROM pg_stat_activity WHERE pid = ${pid?.pid ?? 0}`)).length === 0,
    );
  });
  await expect(between).rejects.toThrow();
  await database.transaction((tx) => tx.query(note('two')));
  expect([await notes(), await published()]).toEqual([['two'], []]);
});
