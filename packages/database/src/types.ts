import type { OutgoingFact } from '@belgi/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Poke } from './poke.js';
import type { Sql } from './sql.js';

export interface Queryable {
  /** All rows. timestamptz → Date (ms), int8 → bigint, jsonb → parsed, date and numeric → string. */
  query<R extends object = Record<string, unknown>>(statement: Sql): Promise<R[]>;
  /** The first row, if any. */
  one<R extends object = Record<string, unknown>>(statement: Sql): Promise<R | undefined>;
}

/** Statements leave in the order in which they are asked for, and those asked for at once leave together: nothing waits that need not. */
export interface Transaction extends Queryable {
  /** `app_now()`, read anew each time: read it after the lock is held. */
  now(): Promise<Date>;
  /** TypeORM's manager inside this transaction. It takes its time before it sends: await what comes before and after it. */
  readonly manager: EntityManager;
  /**
   * Facts into the outbox, in one statement at the commit. The aggregate's row must be locked (or just inserted) by this
   * transaction: that is what makes outbox order the aggregate's order.
   */
  publish(...facts: readonly OutgoingFact[]): Promise<void>;
  /** Runs after a successful commit, never after a rollback. Must not throw; what it throws is logged. */
  afterCommit(fn: () => void): void;
  /** Runs `work` in a savepoint: the only place where an error of a statement may be caught and gone on from. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface Database extends Queryable {
  /**
   * One READ COMMITTED transaction. Rolls back and rethrows what `work` throws. Throws when `work` swallowed
   * the error of a statement: PostgreSQL would answer its COMMIT with a silent rollback.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  now(): Promise<Date>;
  readonly dataSource: DataSource;
  /** Rung after each commit that published; wakes the relay. */
  readonly poke: Poke;
  /** The same database on connections that requests never take: for what must not queue behind a crowd of them. */
  readonly reserved: Queryable & Pick<Database, 'transaction'> & { readonly size: number };
  /** Throws when the server does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
