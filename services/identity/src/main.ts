import { fileURLToPath } from 'node:url';
import { printMatrix } from '@belgi/access';
import { migrate } from '@belgi/database';
import { createHealth, createLogger, createMetrics, runProcess } from '@belgi/runtime';
import { CommandError, say, UsageError } from './cli/command.js';
import { readIdentityEnvironment, readMigrationEnvironment } from './environment.js';
import { policy } from './policy.js';
import type { Ports } from './ports.js';
import { refusals } from './refusals.js';

const SERVICE = 'identity';

/** Each loads what it needs: a command that reads one table does not wait for the server's two thousand modules. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  start: serve,
  migrate: migrateDatabase,
  seed: async () => (await import('./cli/seed.command.js')).seedCommand(),
  staff: async (args) => (await import('./cli/staff.command.js')).staffCommand(args),
  agency: async (args) => (await import('./cli/agency.command.js')).agencyCommand(args),
  keys: async (args) => (await import('./cli/keys.command.js')).keysCommand(args),
  disputes: async (args) => (await import('./cli/disputes.command.js')).disputesCommand(args),
  'print-schema': async () =>
    void process.stdout.write((await import('./subgraph.js')).identitySubgraph({} as Ports).sdl),
  'print-policy': async () => void process.stdout.write(printMatrix(policy)),
  'print-refusals': async () => void process.stdout.write(refusals.print()),
};

async function serve(): Promise<void> {
  const environment = readIdentityEnvironment();
  const logger = createLogger({ service: SERVICE, level: environment.LOG_LEVEL });
  const health = createHealth();
  const metrics = createMetrics(SERVICE);
  await runProcess({ service: SERVICE, logger, health }, async (lifecycle) => {
    const { start } = await import('./compose.js');
    await start({ environment, logger, health, metrics, lifecycle });
  });
}

async function migrateDatabase(): Promise<void> {
  const { DATABASE_URL: url, LOG_LEVEL: level } = readMigrationEnvironment();
  const directory = fileURLToPath(new URL('../migrations', import.meta.url));
  const { applied } = await migrate({ url, directory, logger: createLogger({ service: SERVICE, level }) });
  say(JSON.stringify({ applied }));
}

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
try {
  if (command === undefined) throw new UsageError(`usage: main.js ${Object.keys(commands).join(' | ')}`);
  await command(args);
} catch (error) {
  // One clear line for people; the stack is for faults that nobody expected.
  const isExpected =
    error instanceof UsageError || error instanceof CommandError || (error as Error)?.name === 'EnvironmentError';
  process.stderr.write(`${isExpected ? (error as Error).message : ((error as Error)?.stack ?? String(error))}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
