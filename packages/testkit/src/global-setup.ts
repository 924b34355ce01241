import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type PostgresServer, startPostgres } from '@belgi/local';

/** Test files of all projects run side by side, each with pools of its own, and whole systems next to them. */
const MAX_CONNECTIONS = 600;

interface Shared {
  users: number;
  folder: string;
  server: Promise<PostgresServer>;
}

/** On `globalThis`: every vitest project loads this module anew, but there is one server per run. */
const registry = globalThis as typeof globalThis & { belgiTestPostgres?: Shared | undefined };

/**
 * One PostgreSQL for the whole vitest run, in a folder under the system's temporary one.
 * Workers find it through `BELGI_TEST_POSTGRES_URL` (inherited, so that it also reaches child processes).
 */
export default async function setup(): Promise<() => Promise<void>> {
  registry.belgiTestPostgres ??= launch();
  const shared = registry.belgiTestPostgres;
  shared.users++;
  const server = await shared.server;
  process.env['BELGI_TEST_POSTGRES_URL'] = server.adminUrl;
  return async () => {
    shared.users--;
    if (shared.users > 0) return;
    registry.belgiTestPostgres = undefined;
    await server.stop();
    rmSync(shared.folder, { recursive: true, force: true });
  };
}

function launch(): Shared {
  const folder = mkdtempSync(join(tmpdir(), 'belgi-test-'));
  chmodSync(folder, 0o711); // as root the server runs as another user, who must pass
  return { users: 0, folder, server: start(folder) };
}

async function start(folder: string): Promise<PostgresServer> {
  return startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    adminPassword: randomBytes(16).toString('hex'),
    logFile: join(folder, 'postgres.log'),
    durable: false,
    maxConnections: MAX_CONNECTIONS,
  });
}
