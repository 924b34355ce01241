import { currentTrace, type Logger } from '@belgi/runtime';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { readClock } from './clock.store.js';
import { scrubbed } from './errors.js';
import { insertFacts, type TracedFact } from './outbox.store.js';
import type { Poke } from './poke.js';
import type { Transaction } from './types.js';
import { SwallowedFailure, Unit } from './unit.js';

/** What a transaction leaves for its end. */
interface Ending {
  readonly facts: TracedFact[];
  readonly onCommit: (() => void)[];
}

function transactionOf(unit: Unit, runner: QueryRunner, ending: Ending): Transaction {
  const { facts, onCommit } = ending;
  return {
    query: (statement) => unit.query(statement),
    one: (statement) => unit.one(statement),
    now: () => readClock(unit),
    manager: runner.manager,
    publish: async (...published) => {
      unit.demandOpen('a fact');
      const trace = currentTrace() ?? null;
      facts.push(...published.map((fact) => ({ fact, trace })));
    },
    afterCommit: (fn) => {
      unit.demandOpen('afterCommit');
      onCommit.push(fn);
    },
    savepoint: async (work) => {
      const before = [facts.length, onCommit.length] as const;
      await runner.startTransaction();
      try {
        const result = await work();
        if (unit.failure !== undefined) throw new SwallowedFailure(unit.failure);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        await runner.rollbackTransaction();
        unit.failure = undefined;
        [facts.length, onCommit.length] = before;
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
  const { dataSource, poke, logger } = context;
  const runner = dataSource.createQueryRunner();
  const ending: Ending = { facts: [], onCommit: [] };
  let result: T;
  try {
    const unit = new Unit((await runner.connect()) as PoolClient, runner);
    try {
      result = await work(transactionOf(unit, runner, ending));
      await unit.commit(ending.facts.length > 0 ? insertFacts(ending.facts) : undefined);
    } catch (error) {
      await unit.rollback().catch((err: unknown) => logger.debug({ err }, 'rollback failed'));
      throw scrubbed(error);
    }
  } finally {
    await runner.release();
  }
  if (ending.facts.length > 0) poke.ring();
  for (const fn of ending.onCommit)
    try {
      fn();
    } catch (err) {
      logger.error({ err }, 'afterCommit failed');
    }
  return result;
}
