import type { Logger } from '@belgi/runtime';
import pg, { type Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { demandRealClock, pingServer, readClock } from './clock.store.js';
import { isUnavailable, scrubbed } from './errors.js';
import { Poke } from './poke.js';
import { runTransaction } from './transaction.js';
import { typeParsers } from './type-parsers.js';
import type { Database, Queryable, Transaction } from './types.js';
import { runStatement } from './unit.js';

/** How long a caller waits for a connection, in ms, before it fails: a request should fail while its caller still listens. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Pauses between attempts to reach a server that is not there yet, in ms. */
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 5_000;

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Connections for everybody. */
  readonly poolSize: number;
  /** Further ones, `Database.reserved`: the relay needs one (default), each urgent consumer some. */
  readonly reserved?: number;
  readonly entities?: NonNullable<DataSourceOptions['entities']>;
  readonly logger: Logger;
  /** true: refuse a database whose app_now() is not clock_timestamp(). */
  readonly production: boolean;
  /** Gives up waiting for the server. */
  readonly signal?: AbortSignal;
}

/** Connections of a process that consumes urgent facts: half for them and the relay, half for everything else. */
export function sharedOut(connections: number): { poolSize: number; reserved: number } {
  const reserved = Math.floor(connections / 2);
  return { poolSize: connections - reserved, reserved };
}

async function initialised(options: DatabaseOptions, poolSize: number): Promise<DataSource> {
  const { url, applicationName, entities = [], logger } = options;
  const dataSource = new DataSource({
    type: 'postgres',
    driver: pg, // else it looks for the package at run time, which no bundle has
    url,
    applicationName,
    poolSize,
    entities,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: unknown) => logger.warn({ err: scrubbed(error) }, 'idle database connection lost'),
    extra: { types: typeParsers, pipeline: true },
  });
  return dataSource.initialize();
}

/** Waits for the server as long as it takes; anything but "not reachable" is thrown at once. */
async function waitFor(options: DatabaseOptions, poolSize: number): Promise<DataSource> {
  for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, MAX_RETRY_MS)) {
    try {
      return await initialised(options, poolSize);
    } catch (error) {
      if (!isUnavailable(error) || options.signal?.aborted) throw scrubbed(error);
      options.logger.info({ retryInMs: pause }, 'waiting for the database');
      await new Poke().wait(pause, options.signal);
    }
  }
}

/**
 * Opens a pool over TypeORM's DataSource. Waits for the server; throws on a wrong password or database, and in
 * production on a database whose clock is not the real one.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { logger } = options;
  const dataSource = await waitFor(options, options.poolSize);
  const size = options.reserved ?? 1;
  const reserved = await waitFor(options, size).catch(async (error: unknown) => {
    await dataSource.destroy();
    throw error;
  });
  const poke = new Poke();
  const wayOver = (source: DataSource) => ({
    ...queryableOf(source),
    transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
      runTransaction({ dataSource: source, poke, logger }, work),
  });
  const everybody = wayOver(dataSource);
  if (options.production)
    await demandRealClock(everybody).catch(async (error: unknown) => {
      await Promise.all([dataSource.destroy(), reserved.destroy()]);
      throw error;
    });
  return {
    ...everybody,
    now: () => readClock(everybody),
    dataSource,
    poke,
    reserved: { size, ...wayOver(reserved) },
    ping: () => pingServer(everybody),
    close: async () => void (await Promise.all([dataSource.destroy(), reserved.destroy()])),
  };
}

function queryableOf(dataSource: DataSource): Queryable {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  return {
    query: (statement) => runStatement(pool, statement),
    one: async <R extends object>(statement: Parameters<Queryable['one']>[0]) =>
      (await runStatement<R>(pool, statement))[0],
  };
}
