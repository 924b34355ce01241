import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpSchema, migrate } from '@belgi/database';
import { ensureServiceDatabase, freePort, startPostgres } from '@belgi/local';
import { createLogger } from '@belgi/runtime';
import { root, services } from './repository.mjs';

/**
 * `schema.sql` of each service: its migrations applied to an empty database of a throw-away PostgreSQL.
 * @returns {Promise<import('./repository.mjs').Artefact[]>}
 */
export async function schemaSql() {
  const folder = await mkdtemp(join(tmpdir(), 'belgi-generate-'));
  // PostgreSQL runs as another user when we are root, and must get in.
  await chmod(folder, 0o755);
  const adminPassword = randomBytes(12).toString('hex');
  const server = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    adminPassword,
    logFile: join(folder, 'postgres.log'),
    durable: false,
  });
  try {
    const artefacts = [];
    for (const service of services) artefacts.push(await schemaOf(service, server.adminUrl));
    return artefacts;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {import('./repository.mjs').Service} service @param {string} adminUrl */
async function schemaOf(service, adminUrl) {
  const password = randomBytes(12).toString('hex');
  await ensureServiceDatabase(adminUrl, { database: service, role: service, password });
  const url = new URL(adminUrl);
  Object.assign(url, { username: service, password, pathname: `/${service}` });
  const logger = createLogger({ service, level: 'silent' });
  await migrate({ url: url.href, directory: join(root, 'services', service, 'migrations'), logger });
  return { file: `services/${service}/schema.sql`, content: await dumpSchema(url.href) };
}
