import type { Logger } from '@belgi/runtime';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { demandRealClock, pingServer, readClock } from './clock.store.js';
import { isUnavailable, scrubbed } from './errors.js';
import { Poke } from './poke.js';
import { runStatement, runTransaction } from './transaction.js';
import { typeParsers } from './type-parsers.js';
import type { Database, Queryable } from './types.js';

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
  readonly poolSize: number;
  readonly entities?: NonNullable<DataSourceOptions['entities']>;
  readonly logger: Logger;
  /** true: refuse a database whose app_now() is not clock_timestamp(). */
  readonly production: boolean;
  /** Gives up waiting for the server. */
  readonly signal?: AbortSignal;
}

async function initialised(options: DatabaseOptions): Promise<DataSource> {
  const { url, applicationName, poolSize, entities = [], logger } = options;
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName,
    poolSize,
    entities,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: unknown) => logger.warn({ err: scrubbed(error) }, 'idle database connection lost'),
    extra: { types: typeParsers },
  });
  return dataSource.initialize();
}

/** Waits for the server as long as it takes; anything but "not reachable" is thrown at once. */
async function waitFor(options: DatabaseOptions): Promise<DataSource> {
  for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, MAX_RETRY_MS)) {
    try {
      return await initialised(options);
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
  const dataSource = await waitFor(options);
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const poke = new Poke();
  const queryable: Queryable = {
    query: (statement) => runStatement(pool, statement),
    one: async <R extends object>(statement: Parameters<Queryable['one']>[0]) =>
      (await runStatement<R>(pool, statement))[0],
  };
  if (options.production)
    await demandRealClock(queryable).catch(async (error: unknown) => {
      await dataSource.destroy();
      throw error;
    });
  return {
    ...queryable,
    transaction: (work) => runTransaction({ dataSource, poke, logger }, work),
    now: () => readClock(queryable),
    dataSource,
    poke,
    ping: () => pingServer(queryable),
    close: () => dataSource.destroy(),
  };
}
