import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@belgi/contracts';
import {
  type Command,
  GraphClient,
  type LocalSystem,
  MailboxClient,
  type PortalPerson,
  type PortalVisit,
  type PortName,
  type ProcessName,
  type ProgramName,
  payAtBank,
  portNames,
  programNames,
  readOrder,
  type Settings,
  type ShownOrder,
  startLocal,
  visitPortal,
} from '@belgi/local';
import { createClock, type TestClock } from '../test-clock.store.js';
import { waitFor } from '../wait-for.js';
import { prepareDatabases } from './prepared-databases.js';
import { SystemDatabase } from './system-database.js';

export interface SystemOptions {
  /** Ports that are chosen already; any free one for the others. */
  readonly ports?: Readonly<Partial<Record<PortName, number>>>;
  /** Which programs; all by default. */
  readonly programs?: readonly ProgramName[];
  /** Added to a program's environment, e.g. `{ auction: { … } }`. */
  readonly environment?: Settings['extra'];
  /** false: no edition is published at the start (privacy). */
  readonly edition?: boolean;
  readonly logLevel?: string;
  /** true: databases sync to disk, for measurements. Only outside of vitest, where the system has servers of its own. */
  readonly durable?: boolean;
  /** true: what dies is started again, as `npm start` does it. Otherwise it stays dead until `restart`. */
  readonly restarts?: boolean;
}

/** A whole Belgi of its own: real processes, own databases, own NATS, own clock. */
export interface TestSystem extends AsyncDisposable {
  /** Anonymous; `graph.withToken(…)` is somebody. */
  readonly graph: GraphClient;
  readonly urls: LocalSystem['urls'];
  /** Where a service listens itself: for calls past the gateway. */
  serviceUrl(name: ProgramName): string;
  readonly databases: Readonly<Record<ServiceName, SystemDatabase>>;
  readonly mailbox: MailboxClient;
  readonly bank: { pay(orderUrl: string): Promise<void>; order(orderUrl: string): Promise<ShownOrder> };
  readonly portal: { visit(startUrl: string, person: PortalPerson): Promise<PortalVisit> };
  /** Moves `app_now()` in all four databases. Tokens and tickets keep to the processes' own clock. */
  readonly time: TestClock;
  /** What the databases' clock says now, as far as this process can tell. */
  now(): Date;
  /** kill -9, or another signal. It stays dead until `restart`. */
  kill(name: ProcessName, signal?: NodeJS.Signals): Promise<void>;
  /** Starts it anew and waits until it is ready. */
  restart(name: ProcessName): Promise<void>;
  /** Runs a command of a program, e.g. `command('identity', 'staff', 'list')`. @returns its standard output */
  command(name: ProgramName, ...args: string[]): Promise<string>;
  readonly settings: Settings;
  readonly local: LocalSystem;
  /** Log files are here while the system lives. */
  readonly home: string;
  stop(): Promise<void>;
}

/** Of one service, as by default. */
const POOL_SIZE = 12;

/**
 * All clients of a test share one address and a few accounts: limits on these are tested on their own.
 * Everything else is as in production.
 */
const UNLIMITED: Settings['extra'] = {
  gateway: { RATE_PER_ADDRESS: '100000', RATE_PER_ACTOR: '100000' },
  identity: { CODES_PER_ADDRESS_HOURLY: '100000' },
};

/** Systems side by side do not meet: ports, databases, NATS and data folder are their own. */
export async function createSystem(options: SystemOptions = {}): Promise<TestSystem> {
  const system = await startSystem(options);
  const programs = options.programs ?? programNames;
  if (programs.includes('privacy') && options.edition !== false)
    try {
      await waitFor(() => firstEditionsAreKnown(system, programs));
    } catch (error) {
      await system.stop();
      throw error;
    }
  return system;
}

async function startSystem(options: SystemOptions): Promise<TestSystem> {
  const home = mkdtempSync(join(tmpdir(), 'belgi-system-'));
  chmodSync(home, 0o711);
  const programs = options.programs ?? programNames;
  const suffix = randomBytes(4).toString('hex');
  const prepared = await prepareDatabases(home, suffix, programs);
  const anyPort = Object.fromEntries(portNames.map((name) => [name, 0])) as Record<PortName, number>;
  const first: Command[] =
    programs.includes('privacy') && options.edition !== false ? [{ program: 'privacy', args: ['seed'] }] : [];
  try {
    const local = await startLocal({
      home,
      ports: { ...anyPort, ...options.ports },
      mode: 'test',
      logLevel: options.logLevel ?? 'info',
      programs,
      ...(prepared ? { databases: { urls: prepared.urls, migrated: true } } : {}),
      commands: first,
      restarts: options.restarts ?? false,
      durable: options.durable ?? false,
      poolSize: POOL_SIZE,
      extraEnvironment: merged(UNLIMITED, options.environment ?? {}),
    });
    return systemOf(local, home, prepared?.adminUrls ?? local.adminDatabaseUrls, async () => prepared?.drop());
  } catch (error) {
    await prepared?.drop();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

/** t0 the seed publishes them; t1 a test registers somebody; t2 the facts arrive. A person takes longer to their first click. */
async function firstEditionsAreKnown(system: TestSystem, programs: readonly ProgramName[]): Promise<boolean> {
  const tables = { identity: ['editions'], auction: ['editions', 'agreement_editions'], notify: ['editions'] } as const;
  const asked = Object.entries(tables) as [keyof typeof tables, readonly string[]][];
  const known = await Promise.all(
    asked
      .filter(([service]) => programs.includes(service))
      .flatMap(([service, names]) =>
        names.map((name) => system.databases[service].one(`/* test.edition */ SELECT 1 FROM ${name} WHERE number = 1`)),
      ),
  );
  return known.every((row) => row !== undefined);
}

function systemOf(
  local: LocalSystem,
  home: string,
  adminUrls: Readonly<Partial<Record<ServiceName, string>>>,
  dropDatabases: () => Promise<void>,
): TestSystem {
  const databases = Object.fromEntries(
    serviceNames.map((name) => [name, new SystemDatabase(adminUrls[name])]),
  ) as unknown as Record<ServiceName, SystemDatabase>;
  const time = createClock(() => Object.values(adminUrls));
  const stop = async (): Promise<void> => {
    await Promise.all(Object.values(databases).map((database) => database.close()));
    await local.stop();
    await dropDatabases();
    rmSync(home, { recursive: true, force: true });
  };
  return {
    graph: new GraphClient(local.urls.gateway),
    urls: local.urls,
    serviceUrl: (name) => `http://127.0.0.1:${local.settings.ports[name]}`,
    databases,
    mailbox: new MailboxClient(local.urls.mailbox),
    bank: { pay: payAtBank, order: readOrder },
    portal: { visit: visitPortal },
    time,
    now: () => new Date(Date.now() + time.offsetMs),
    kill: (name, signal) => local.kill(name, signal),
    restart: (name) => local.restart(name),
    command: (name, ...args) => local.command(name, args),
    settings: local.settings,
    local,
    home,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function merged(base: Settings['extra'], more: Settings['extra']): Settings['extra'] {
  const names = new Set([...Object.keys(base), ...Object.keys(more)]);
  return Object.fromEntries([...names].map((name) => [name, { ...base[name], ...more[name] }]));
}
