import { currentTrace, type Logger } from '@belgi/runtime';
import type { PoolClient, QueryConfig } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { readClock } from './clock.store.js';
import { scrubbed } from './errors.js';
import { insertFacts } from './outbox.store.js';
import type { Poke } from './poke.js';
import { configOf } from './prepared.js';
import type { Sql } from './sql.js';
import type { Queryable, Transaction } from './types.js';

/** Rows of one statement on whatever can run it; the error names the statement and quotes no data. */
export async function runStatement<R extends object>(
  on: { query(config: QueryConfig): Promise<{ rows: unknown[] }> },
  statement: Sql,
): Promise<R[]> {
  try {
    return (await on.query(configOf(statement))).rows as R[];
  } catch (error) {
    throw scrubbed(error, statement.name);
  }
}

class SwallowedFailure extends Error {
  override readonly name = 'SwallowedFailure';
  constructor(cause: unknown) {
    super('a statement failed and its error was swallowed: catch it outside transaction(), or use tx.savepoint()', {
      cause,
    });
  }
}

/** One use of a connection: knows whether a statement failed and whether it is over. */
class Unit implements Queryable {
  failure: unknown;
  over = false;
  readonly #client: PoolClient;

  constructor(client: PoolClient, runner: QueryRunner) {
    this.#client = client;
    // TypeORM's own statements count as well: a failure swallowed around the manager aborts the transaction too.
    const original = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = ((...args: unknown[]) => this.watch(() => original(...args))) as typeof runner.query;
  }

  async watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.failure ??= scrubbed(error);
      throw error;
    }
  }

  async query<R extends object>(statement: Sql): Promise<R[]> {
    if (this.over) throw new Error(`transaction is over: ${statement.name ?? 'a statement'} was not awaited`);
    return this.watch(() => runStatement<R>(this.#client, statement));
  }

  async one<R extends object>(statement: Sql): Promise<R | undefined> {
    return (await this.query<R>(statement))[0];
  }
}

function transactionOf(unit: Unit, runner: QueryRunner, onCommit: (() => void)[], poke: Poke): Transaction {
  let pokes = false;
  return {
    query: (statement) => unit.query(statement),
    one: (statement) => unit.one(statement),
    now: () => readClock(unit),
    manager: runner.manager,
    publish: async (...facts) => {
      if (facts.length === 0) return;
      await insertFacts(unit, facts, currentTrace() ?? null);
      if (!pokes) onCommit.push(() => poke.ring());
      pokes = true;
    },
    afterCommit: (fn) => {
      onCommit.push(fn);
    },
    savepoint: async (work) => {
      await runner.startTransaction();
      try {
        const result = await work();
        if (unit.failure !== undefined) throw new SwallowedFailure(unit.failure);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        await runner.rollbackTransaction();
        unit.failure = undefined;
        throw error;
      }
    },
  };
}

/** See `Database.transaction`. */
export async function runTransaction<T>(
  context: { dataSource: DataSource; poke: Poke; logger: Logger },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const runner = context.dataSource.createQueryRunner();
  const onCommit: (() => void)[] = [];
  let result: T;
  try {
    const unit = new Unit((await runner.connect()) as PoolClient, runner);
    await runner.startTransaction();
    try {
      result = await work(transactionOf(unit, runner, onCommit, context.poke));
      if (unit.failure !== undefined) throw new SwallowedFailure(unit.failure);
      await runner.commitTransaction();
    } catch (error) {
      if (runner.isTransactionActive)
        await runner.rollbackTransaction().catch((err: unknown) => context.logger.debug({ err }, 'rollback failed'));
      throw scrubbed(error);
    } finally {
      unit.over = true;
    }
  } finally {
    await runner.release();
  }
  for (const fn of onCommit)
    try {
      fn();
    } catch (err) {
      context.logger.error({ err }, 'afterCommit failed');
    }
  return result;
}
