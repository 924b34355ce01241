import { type ServiceName, serviceNames } from '@belgi/contracts';
import {
  ensureSecrets,
  migrate,
  migrationsFingerprint,
  type Ports,
  type ProgramName,
  portNames,
  type Settings,
} from '@belgi/local';
import { hasSharedPostgres, sharedPostgresUrl } from '../environment.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { urlOfAdmin } from '../urls.js';

export interface PreparedDatabases {
  readonly urls: Readonly<Partial<Record<ServiceName, string>>>;
  readonly adminUrls: Readonly<Partial<Record<ServiceName, string>>>;
  drop(): Promise<void>;
}

/**
 * The services' databases on the run's shared server, copied from templates that were migrated once per run:
 * a tenth of a second each instead of a process each. Undefined outside of vitest: then the system has a
 * PostgreSQL of its own.
 */
export async function prepareDatabases(
  home: string,
  suffix: string,
  programs: readonly ProgramName[],
): Promise<PreparedDatabases | undefined> {
  if (!hasSharedPostgres()) return undefined;
  const services = serviceNames.filter((service) => programs.includes(service));
  const made = await Promise.all(
    services.map(async (service) => [service, await databaseOf(service, home, suffix)] as const),
  );
  const admin = sharedPostgresUrl();
  return {
    urls: { ...UNUSED, ...Object.fromEntries(made.map(([service, { url }]) => [service, url])) },
    adminUrls: Object.fromEntries(made.map(([service, { name }]) => [service, urlOfAdmin(admin, name)])),
    drop: async () => {
      await Promise.all(made.map(([, database]) => database.close()));
    },
  };
}

/** A service that is not started needs no database, but then none must be started for it either. */
const UNUSED = Object.fromEntries(serviceNames.map((service) => [service, 'postgres://unused.invalid/none']));

function databaseOf(service: ServiceName, home: string, suffix: string): Promise<TestDatabase> {
  return createTestDatabase({
    name: `${service}_${suffix}`,
    template: {
      key: `${service} ${migrationsFingerprint(service)}`,
      fill: (url) => migrate(service, migrationSettings(home, service, url)),
    },
  });
}

/** A migration reads its database's URL; the rest of the environment only has to be well-formed. */
function migrationSettings(home: string, service: ServiceName, url: string): Settings {
  return {
    home,
    mode: 'test',
    logLevel: 'warn',
    demo: true,
    ports: Object.fromEntries(portNames.map((name) => [name, 0])) as unknown as Ports,
    secrets: ensureSecrets(home),
    databaseUrls: { ...UNUSED, [service]: url } as Record<ServiceName, string>,
    natsUrl: 'nats://127.0.0.1:1',
    poolSize: 2,
    extra: {},
  };
}
