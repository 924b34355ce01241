import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@belgi/contracts';
import { type Death, Supervisor } from '../processes/supervisor.js';
import { ensureServiceDatabase } from '../servers/databases.store.js';
import { startNats } from '../servers/nats.js';
import { ADMIN_ROLE, databaseUrl, startPostgres } from '../servers/postgres.js';
import type { Ports } from './names.js';
import type { Secrets } from './secrets.js';

export interface ServerOptions {
  readonly home: string;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly restarts: boolean;
  readonly durable: boolean;
  readonly onDeath: (death: Death) => void;
  /** Told before the start: whatever happens next, somebody will stop it. */
  readonly keep: (name: 'postgres' | 'nats', supervisor: Supervisor) => void;
}

export interface Databases {
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** The superuser's URLs, for what only a test or an operator may do; absent for databases of others. */
  readonly adminUrls: Readonly<Partial<Record<ServiceName, string>>>;
}

/** The embedded PostgreSQL with one database and one role per service, except for services whose URL is given. */
export async function startDatabases(
  options: ServerOptions,
  given: Readonly<Partial<Record<ServiceName, string>>>,
): Promise<Databases> {
  const own = serviceNames.filter((service) => given[service] === undefined);
  if (own.length === 0) return { urls: given as Record<ServiceName, string>, adminUrls: {} };
  const { ports, secrets } = options;
  const supervisor = new Supervisor({
    name: 'postgres',
    restarts: options.restarts,
    onDeath: options.onDeath,
    start: async () => (await startPostgres(postgresOptions(options))).process,
  });
  options.keep('postgres', supervisor);
  await supervisor.start();
  const adminUrlOf = (database: string): string =>
    databaseUrl({ port: ports.postgres, database, role: ADMIN_ROLE, password: secrets.postgresAdmin });
  const urls: Partial<Record<ServiceName, string>> = { ...given };
  const adminUrls: Partial<Record<ServiceName, string>> = {};
  for (const service of own) {
    const password = secrets.databases[service];
    await ensureServiceDatabase(adminUrlOf('postgres'), { database: service, role: service, password });
    urls[service] = databaseUrl({ port: ports.postgres, database: service, role: service, password });
    adminUrls[service] = adminUrlOf(service);
  }
  return { urls: urls as Record<ServiceName, string>, adminUrls };
}

function postgresOptions({ home, ports, secrets, durable }: ServerOptions) {
  return {
    folder: join(home, 'postgres'),
    port: ports.postgres,
    adminPassword: secrets.postgresAdmin,
    logFile: join(home, 'logs/postgres.log'),
    durable,
  };
}

/** @returns the URL of the nats-server */
export async function startMessages(options: ServerOptions, givenUrl: string | undefined): Promise<string> {
  if (givenUrl !== undefined) return givenUrl;
  const { home, ports, secrets } = options;
  const folder = join(home, 'nats');
  const logFile = join(home, 'logs/nats.log');
  const supervisor = new Supervisor({
    name: 'nats',
    restarts: options.restarts,
    onDeath: options.onDeath,
    start: async () => (await startNats({ folder, port: ports.nats, passwords: secrets.nats, logFile })).process,
  });
  options.keep('nats', supervisor);
  await supervisor.start();
  return `nats://127.0.0.1:${ports.nats}`;
}
