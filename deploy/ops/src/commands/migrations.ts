import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { appliedMigrations, readMigrations } from '@belgi/database';
import { type Command, onDatabase, servicesOf } from '../command.js';

/** The checkout's (or image's) `services/<service>/migrations`, from `deploy/ops/dist/commands` and from `src`. */
function directoryOf(service: string): string | undefined {
  const directory = fileURLToPath(new URL(`../../../../services/${service}/migrations`, import.meta.url));
  return existsSync(directory) ? directory : undefined;
}

export const migrationsStatusCommand: Command = {
  usage: 'migrations status [service]',
  summary: 'which migrations each database has, lacks, or has in another version',
  example: 'pnpm ops migrations status auction',
  async run({ positionals, environment }) {
    const rows: { service: string; migration: string; state: string; appliedAt: string | null }[] = [];
    for (const service of servicesOf(positionals[0], environment)) {
      const files = await readMigrations(directoryOf(service));
      const applied = await onDatabase(environment, service, appliedMigrations);
      for (const { name, checksum } of files) {
        const row = applied.find((one) => one.name === name);
        const state = row === undefined ? 'missing' : row.checksum === checksum ? 'applied' : 'changed since';
        rows.push({ service, migration: name, state, appliedAt: row?.appliedAt.toISOString() ?? null });
      }
      for (const { name, appliedAt } of applied)
        if (!files.some((file) => file.name === name))
          rows.push({ service, migration: name, state: 'of a newer release', appliedAt: appliedAt.toISOString() });
    }
    const wrong = rows.filter(({ state }) => state === 'missing' || state === 'changed since').length;
    return { rows, summary: wrong === 0 ? 'Up to date.' : `${wrong} not as in this checkout.`, isBad: wrong > 0 };
  },
};
