import { randomBytes } from 'node:crypto';
import { dropDatabase, dropRole, ensureServiceDatabase } from '@belgi/local';
import { sharedPostgresUrl } from './environment.js';
import { prepareTemplate } from './template.js';
import { createClock, type TestClock } from './test-clock.store.js';
import { urlOf, urlOfAdmin } from './urls.js';

export interface TestDatabaseOptions {
  /** A word for the database's name, e.g. the service's; helps when a test hangs and one looks at the server. */
  readonly name?: string;
  /**
   * Fills a template once per run, e.g. with migrations; every test file then gets a copy in some 50 ms.
   * `key` names the template: the same key must always mean the same content.
   */
  readonly template?: { readonly key: string; readonly fill: (url: string) => Promise<unknown> };
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly name: string;
  /** Moves this database's `app_now()`; see TestClock. */
  readonly time: TestClock;
  /** Drops it, whoever is still connected. */
  close(): Promise<void>;
}

/**
 * A database of its own, with an owner role of its own, on the run's shared server.
 * @example const database = await createTestDatabase({ name: 'auction' }); await migrate({ url: database.url, … });
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const adminUrl = sharedPostgresUrl();
  const name = `${options.name ?? 'test'}_${randomBytes(6).toString('hex')}`;
  const access = options.template
    ? await prepareTemplate(adminUrl, options.template)
    : { database: name, role: name, password: randomBytes(12).toString('hex') };
  await ensureServiceDatabase(adminUrl, { ...access, database: name }, options.template && access.database);
  const close = async (): Promise<void> => {
    await dropDatabase(adminUrl, name);
    if (!options.template) await dropRole(adminUrl, access.role);
  };
  return {
    url: urlOf(adminUrl, name, access.role, access.password),
    name,
    time: createClock(() => [urlOfAdmin(adminUrl, name)]),
    close,
    [Symbol.asyncDispose]: close,
  };
}
