import type { Socket } from 'node:net';
import type { PoolClient, QueryConfig } from 'pg';
import type { QueryRunner } from 'typeorm';
import { scrubbed } from './errors.js';
import { configOf } from './prepared.js';
import type { Sql } from './sql.js';
import type { Queryable } from './types.js';

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

export class SwallowedFailure extends Error {
  override readonly name = 'SwallowedFailure';
  constructor(cause: unknown) {
    super('a statement failed and its error was swallowed: catch it outside transaction(), or use tx.savepoint()', {
      cause,
    });
  }
}

const gathering = new WeakSet<Socket>();

/** What this turn of the event loop still sends leaves in one write: a write costs more than the statements in it. */
function gather(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/**
 * One transaction on one connection. Statements go out when they are asked for, in that order, without waiting for those before
 * them (decision 0044). Knows whether one of them failed and whether the transaction is over.
 */
export class Unit implements Queryable {
  failure: unknown;
  over = false;
  readonly #client: PoolClient;
  readonly #begun: Promise<unknown>;
  #hasCommitted = false;

  constructor(client: PoolClient, runner: QueryRunner) {
    this.#client = client;
    // TypeORM's own statements count as well: a failure swallowed around the manager aborts the transaction too.
    const original = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = ((...args: unknown[]) => this.watch(() => original(...args))) as typeof runner.query;
    // TypeORM is told that a transaction is open: its manager works in it, and what it begins is a savepoint.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    gather(client);
    // Not waited for: it leaves together with the first statement.
    this.#begun = client.query('BEGIN');
    this.#begun.catch(() => undefined);
  }

  /** @throws once COMMIT or ROLLBACK was sent: what comes then would be done outside the transaction, or not at all */
  demandOpen(what: string): void {
    if (this.over) throw new Error(`transaction is over: ${what} was not awaited`);
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
    this.demandOpen(statement.name ?? 'a statement');
    gather(this.#client);
    return this.watch(() => runStatement<R>(this.#client, statement));
  }

  async one<R extends object>(statement: Sql): Promise<R | undefined> {
    return (await this.query<R>(statement))[0];
  }

  /** Commits, with a last statement in the same write. @throws what that one throws: then the server has rolled back */
  async commit(last: Sql | undefined): Promise<void> {
    if (this.failure !== undefined) throw new SwallowedFailure(this.failure);
    this.over = true;
    this.#hasCommitted = true;
    gather(this.#client);
    const sent = [this.#begun, ...(last === undefined ? [] : [runStatement(this.#client, last)])];
    const committing = this.#client.query('COMMIT');
    const failed = (await Promise.allSettled([...sent, committing])).find(({ status }) => status === 'rejected');
    // A statement that nobody waited for may have failed before all of them.
    if (this.failure !== undefined) throw new SwallowedFailure(this.failure);
    if (failed?.status === 'rejected') throw failed.reason;
    const { command } = await committing;
    if (command !== 'COMMIT') throw new Error(`COMMIT ended in ${command}`);
  }

  /** COMMIT has ended it already, one way or the other, where it was sent. */
  async rollback(): Promise<void> {
    this.over = true;
    if (!this.#hasCommitted) await this.#client.query('ROLLBACK');
  }
}
