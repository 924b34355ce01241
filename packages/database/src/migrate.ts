import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@belgi/runtime';
import pg from 'pg';
import { isUnavailable, scrubbed } from './errors.js';
import {
  type AppliedMigration,
  appliedMigrations,
  beginMigration,
  commitMigration,
  ensureMigrationTable,
  limitLockWait,
  lockMigrations,
  noteMigration,
  rollbackMigration,
  unlockMigrations,
} from './migrations.store.js';
import { Poke } from './poke.js';
import { typeParsers } from './type-parsers.js';
import type { Queryable } from './types.js';
import { runStatement } from './unit.js';

/** The package's own migrations; the same path from `src` and from `dist`. */
const OWN_DIRECTORY = fileURLToPath(new URL('../migrations', import.meta.url));
const FILE_NAME = /^\d{4}_[a-z0-9-_]+\.sql$/;
const RETRY_MS = 500;

export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
}

async function readDirectory(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      if (!FILE_NAME.test(name)) throw new Error(`${name}: a migration is named NNNN_name.sql`);
      const text = await readFile(join(directory, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** The package's migrations, then the service's, each in the order of their names. Throws on a name used twice. */
export async function readMigrations(directory: string | undefined): Promise<Migration[]> {
  const all = [...(await readDirectory(OWN_DIRECTORY)), ...(directory ? await readDirectory(directory) : [])];
  const twice = all.find((one, index) => all.findIndex((other) => other.name === one.name) !== index);
  if (twice) throw new Error(`${twice.name}: this name is taken (0000_* belong to packages/database)`);
  return all;
}

/** A single connection outside any pool, for work that holds session locks. Waits for the server. */
export async function withConnection<T>(
  url: string,
  work: (db: Queryable, client: pg.Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'belgi-tool',
      types: typeParsers as never,
    });
    client.on('error', () => undefined); // a lost connection fails the statement in progress, which is where it is told
    try {
      await client.connect();
    } catch (error) {
      if (!isUnavailable(error) || signal?.aborted) throw scrubbed(error);
      await new Poke().wait(RETRY_MS, signal);
      continue;
    }
    try {
      const query: Queryable['query'] = (statement) => runStatement(client, statement);
      return await work({ query, one: async (statement) => (await query<never>(statement))[0] }, client);
    } finally {
      await client.end();
    }
  }
}

async function apply(db: Queryable, client: pg.Client, migration: Migration): Promise<void> {
  await db.query(beginMigration);
  try {
    await db.query(limitLockWait);
    await client.query(migration.text);
    await noteMigration(db, migration.name, migration.checksum);
    await db.query(commitMigration);
  } catch (error) {
    await db.query(rollbackMigration);
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : ''}`, {
      cause: scrubbed(error),
    });
  }
}

function demandUnchanged(migrations: readonly Migration[], applied: readonly AppliedMigration[]): void {
  for (const { name, checksum } of migrations) {
    const before = applied.find((one) => one.name === name);
    if (before && before.checksum !== checksum)
      throw new Error(`migration ${name} was changed after it was applied: write a new one instead`);
  }
}

/**
 * Applies what is missing, each file in its own transaction. Any number of replicas may call it at once: one
 * works, the others wait and find nothing left. Unknown names in the database are a newer release's: left alone.
 * @throws Error when an applied file was changed, or naming the file that failed (nothing of it is kept).
 */
export async function migrate(options: {
  url: string;
  /** Absolute path of the service's `NNNN_name.sql` files; only the package's own when absent. */
  directory?: string | undefined;
  logger: Logger;
  signal?: AbortSignal;
}): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.directory);
  return withConnection(
    options.url,
    async (db, client) => {
      await lockMigrations(db);
      try {
        await ensureMigrationTable(db);
        const before = await appliedMigrations(db);
        demandUnchanged(migrations, before);
        const missing = migrations.filter(({ name }) => !before.some((one) => one.name === name));
        for (const migration of missing) {
          await apply(db, client, migration);
          options.logger.info({ migration: migration.name }, 'migration applied');
        }
        return { applied: missing.map(({ name }) => name) };
      } finally {
        await unlockMigrations(db);
      }
    },
    options.signal,
  );
}
