import { fileURLToPath } from 'node:url';
import { printMatrix } from '@belgi/access';
import { migrate } from '@belgi/database';
import { createHealth, createLogger, runProcess } from '@belgi/runtime';
import { environmentOf, migrateEnvironmentOf } from './environment.js';
import { policy } from './policy.js';
import { refusals } from './refusals.js';

const SERVICE = 'notify';
/** The same path from `src` and from `dist`. */
const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

async function start(): Promise<void> {
  const environment = environmentOf();
  const logger = createLogger({ service: SERVICE, level: environment.LOG_LEVEL });
  const health = createHealth();
  await runProcess({ service: SERVICE, logger, health }, async (lifecycle) =>
    (await import('./compose.js')).compose({ environment, logger, health, lifecycle }),
  );
}

async function applyMigrations(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL } = migrateEnvironmentOf();
  await migrate({
    url: DATABASE_URL,
    directory: MIGRATIONS,
    logger: createLogger({ service: SERVICE, level: LOG_LEVEL }),
  });
}

/** Nothing to plant: notices grow out of the other services' demo data. */
function seed(): void {
  createLogger({ service: SERVICE, level: migrateEnvironmentOf().LOG_LEVEL }).info('nothing to seed');
}

/** Each loads what it needs: a migration does not wait for the server's two thousand modules. */
const commands: Readonly<Record<string, () => Promise<void> | void>> = {
  start,
  migrate: applyMigrations,
  seed,
  'print-schema': async () => void process.stdout.write((await import('./subgraph.js')).notifySubgraph().sdl),
  'print-policy': () => void process.stdout.write(printMatrix(policy)),
  'print-refusals': () => void process.stdout.write(refusals.print()),
};

const name = process.argv[2] ?? 'start';
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(`${SERVICE}: no command "${name}"; there are: ${Object.keys(commands).join(', ')}\n`);
  process.exitCode = 2;
} else {
  await command();
}
