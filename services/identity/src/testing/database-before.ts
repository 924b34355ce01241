import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, migrate, openDatabase } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase } from '@belgi/testkit';

const directory = fileURLToPath(new URL('../../migrations', import.meta.url));
const logger = createLogger({ service: 'identity', level: 'silent' });

export interface EarlierDatabase extends AsyncDisposable {
  readonly database: Database;
  /** Applies the migration and those after it. */
  catchUp(): Promise<unknown>;
}

/** A database as an earlier release left it: for tests of what a migration does to the rows it finds. */
export async function databaseBefore(migration: string): Promise<EarlierDatabase> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await createTestDatabase({ name: 'identity' }));
  const earlier = mkdtempSync(join(tmpdir(), 'belgi-migrations-'));
  stack.defer(() => rmSync(earlier, { recursive: true }));
  for (const name of readdirSync(directory)) if (name < migration) cpSync(join(directory, name), join(earlier, name));
  await migrate({ url: server.url, directory: earlier, logger });
  const options = { url: server.url, applicationName: 'test', poolSize: 2, logger, production: false };
  const database = await openDatabase(options);
  stack.defer(() => database.close());
  const kept = stack.move();
  return {
    database,
    catchUp: () => migrate({ url: server.url, directory, logger }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
