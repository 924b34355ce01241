import { execFile } from 'node:child_process';
import { chown, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { inheritedEnvironment } from '../environment.js';
import { argumentsOf } from '../processes/arguments-of.js';
import { type Account, type Child, lastLogLines, startChild } from '../processes/child.js';
import { postgresAccount } from './postgres-account.js';
import { postgresBinaries } from './postgres-binaries.js';
import { reachableBinaries, reachableFolder } from './postgres-place.js';

const run = promisify(execFile);

/** The cluster's superuser: used by the launcher and tests only, no service ever holds its password. */
export const ADMIN_ROLE = 'belgi_admin';

/** Recovery after kill -9 replays the log first; a small laptop disk may need this long. */
const START_TIMEOUT_MS = 60_000;
const START_POLL_MS = 25;
/** A fast shutdown writes a checkpoint. */
const POSTGRES_STOP_GRACE_MS = 20_000;

export interface PostgresOptions {
  /** Holds `data/`; made when missing. */
  readonly folder: string;
  readonly port: number;
  readonly adminPassword: string;
  readonly logFile: string;
  /** false: no fsync. For tests, whose data nobody needs after a power cut. */
  readonly durable: boolean;
  readonly maxConnections?: number;
}

export interface PostgresServer {
  readonly port: number;
  /** The superuser's URL of the database `postgres`. */
  readonly adminUrl: string;
  readonly process: Child;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL on 127.0.0.1; initialises the folder on first use. Returns when it answers. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const account = await postgresAccount();
  const binaries = await reachableBinaries(account, await postgresBinaries());
  const folder = await reachableFolder(account, options.folder);
  const data = join(folder, 'data');
  if (!(await isInitialised(data))) await initialise(binaries.initdb, folder, options, account);
  await clearStalePid(data);

  const child = await startServer(binaries.postgres, data, options, account);
  const adminUrl = databaseUrl({
    port: options.port,
    database: 'postgres',
    role: ADMIN_ROLE,
    password: options.adminPassword,
  });
  await untilAnswers(adminUrl, child);
  return {
    port: options.port,
    adminUrl,
    process: child,
    async stop() {
      await child.stop(POSTGRES_STOP_GRACE_MS);
    },
  };
}

export function databaseUrl(parts: { port: number; database: string; role: string; password: string }): string {
  const { port, database, role, password } = parts;
  return `postgres://${encodeURIComponent(role)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function isInitialised(data: string): Promise<boolean> {
  return stat(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Locale: built into PostgreSQL, so that order and upper case are the same on every machine. */
async function initialise(
  initdb: string,
  folder: string,
  options: PostgresOptions,
  account: Account | undefined,
): Promise<void> {
  // An initdb that was cut short leaves half a folder; what is noted beside it speaks of databases that are gone.
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  const passwordFile = join(folder, 'initdb-password');
  await writeFile(passwordFile, `${options.adminPassword}\n`, { mode: 0o600 });
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  const args = [
    `--pgdata=${join(folder, 'data')}`,
    `--username=${ADMIN_ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync']),
  ];
  try {
    await run(initdb, args, { cwd: '/', env: inheritedEnvironment(), ...account });
  } catch (cause) {
    throw new Error(
      `PostgreSQL could not be initialised: ${(cause as { stderr?: string }).stderr?.trim() ?? String(cause)}`,
      {
        cause,
      },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function startServer(
  postgres: string,
  data: string,
  options: PostgresOptions,
  account: Account | undefined,
): Promise<Child> {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? 200),
    timezone: 'UTC',
    // So that a measurement can tell what committed after what, whatever the rows say themselves.
    track_commit_timestamp: 'on',
    log_timezone: 'UTC',
    // Not synchronous_commit: without it a server that is killed forgets what it had already answered as committed.
    ...(options.durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return startChild({
    name: 'postgres',
    command: postgres,
    args: ['-D', data, '-p', String(options.port), ...flags],
    account,
    env: inheritedEnvironment(),
    cwd: '/',
    logFile: options.logFile,
    stopSignal: 'SIGINT',
  });
}

/**
 * After kill -9 the file `postmaster.pid` stays. PostgreSQL takes it for a running server whenever some process
 * has that number by now, and refuses to start. A server that really still runs on this folder is stopped.
 */
async function clearStalePid(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const first = await readFile(file, 'utf8').then(
    (text) => text.split('\n')[0],
    () => undefined,
  );
  if (first === undefined) return;
  const pid = Number(first);
  if (isServerOf(pid, data)) await stopOrphan(pid, data);
  await rm(file, { force: true });
}

function isServerOf(pid: number, data: string): boolean {
  const command = argumentsOf(pid);
  return command.includes('postgres') && command.includes(data);
}

async function stopOrphan(pid: number, data: string): Promise<void> {
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + POSTGRES_STOP_GRACE_MS;
  while (isServerOf(pid, data)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await pause(START_POLL_MS);
  }
}

async function untilAnswers(adminUrl: string, child: Child): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const failure = await tryConnect(adminUrl);
    if (failure === undefined) return;
    if (!child.alive || Date.now() > deadline) {
      await child.stop();
      throw new Error(`PostgreSQL did not start (${failure}):\n${lastLogLines(child.logFile).join('\n')}`);
    }
    await pause(START_POLL_MS);
  }
}

async function tryConnect(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
