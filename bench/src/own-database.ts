import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@belgi/contracts';
import { dropDatabase, dropRole, ensureServiceDatabase, migrate } from '@belgi/local';
import { SystemDatabase, type TestSystem } from '@belgi/testkit';

/** A database with a service's tables and nobody on it, on the system's server; gone when it is disposed of. */
export interface OwnDatabase extends AsyncDisposable {
  /** As the service's own role has it. */
  readonly url: string;
  /** As the server's owner: past triggers, roles and settings. */
  readonly admin: SystemDatabase;
}

/** @param name of database and role */
export async function openOwnDatabase(system: TestSystem, service: ServiceName, name: string): Promise<OwnDatabase> {
  const adminUrl = new URL(system.local.adminDatabaseUrls[service] ?? '');
  const [server, own, role] = [new URL(adminUrl), new URL(adminUrl), new URL(adminUrl)];
  server.pathname = '/postgres';
  own.pathname = role.pathname = `/${name}`;
  role.username = name;
  role.password = randomBytes(12).toString('hex');
  await ensureServiceDatabase(server.href, { database: name, role: name, password: role.password });
  await migrate(service, {
    ...system.settings,
    databaseUrls: { ...system.settings.databaseUrls, [service]: role.href },
  });
  const admin = new SystemDatabase(own.href);
  return {
    url: role.href,
    admin,
    [Symbol.asyncDispose]: async () => {
      await admin.close();
      await dropDatabase(server.href, name);
      await dropRole(server.href, name);
    },
  };
}
