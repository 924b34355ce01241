import { fileURLToPath } from 'node:url';
import { printMatrix } from '@belgi/access';
import { migrate, openDatabase } from '@belgi/database';
import { createHealth, createLogger, createMetrics, runProcess } from '@belgi/runtime';
import { readAuctionEnvironment, readAuditEnvironment, readLotPolicyEnvironment } from './environment.js';
import { policy } from './policy.js';
import { refusals } from './refusals.js';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

async function start(): Promise<void> {
  const environment = readAuctionEnvironment();
  const logger = createLogger({ service: 'auction', level: environment.LOG_LEVEL });
  const health = createHealth();
  const metrics = createMetrics('auction');
  await runProcess({ service: 'auction', logger, health }, async (lifecycle) => {
    const { startAuction } = await import('./compose.js');
    await startAuction(environment, lifecycle, { logger, health, metrics });
  });
}

async function applyMigrations(): Promise<void> {
  const environment = readAuctionEnvironment();
  const logger = createLogger({ service: 'auction', level: environment.LOG_LEVEL });
  await migrate({ url: environment.DATABASE_URL, directory: migrations, logger });
}

/** `seed --citizens a,b,c`: ids of citizens who take part in the demo lots. */
async function seed(options: readonly string[]): Promise<void> {
  const environment = readAuctionEnvironment();
  const logger = createLogger({ service: 'auction', level: environment.LOG_LEVEL });
  const list = options[options.indexOf('--citizens') + 1] ?? '';
  const { seedDemo } = await import('./seed/seed-demo.js');
  await seedDemo({
    url: environment.DATABASE_URL,
    enabled: environment.BELGI_DEMO,
    citizens: options.includes('--citizens') ? list.split(',').filter(Boolean) : [],
    logger,
  });
}

/** Holds every order to the books, and says what it found as JSON; exit code 1: something. */
async function audit(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL } = readAuditEnvironment();
  const logger = createLogger({ service: 'auction', level: LOG_LEVEL });
  const open = { applicationName: 'auction-audit', poolSize: 1, logger, production: false };
  const database = await openDatabase({ url: DATABASE_URL, ...open });
  try {
    const { auditMoney } = await import('./money/audit-money.js');
    const found = await auditMoney(database);
    process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.findings.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

/** The defaults for new lots; with an order, adopts another one. Says it as JSON; exit code 1: nothing was adopted. */
async function lotPolicy(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL, LOT_POLICY } = readLotPolicyEnvironment();
  const logger = createLogger({ service: 'auction', level: LOG_LEVEL });
  const open = { applicationName: 'auction-lot-policy', poolSize: 1, logger, production: false };
  const database = await openDatabase({ url: DATABASE_URL, ...open });
  try {
    const { answerLotPolicy } = await import('./lot-policy/answer.js');
    const answer = await answerLotPolicy(database, LOT_POLICY);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    if (answer.findings.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

/** Each loads what it needs: a migration does not wait for the server's two thousand modules. */
const [command, ...options] = process.argv.slice(2);
switch (command) {
  case undefined:
    await start();
    break;
  case 'migrate':
    await applyMigrations();
    break;
  case 'seed':
    await seed(options);
    break;
  case 'audit-money':
    await audit();
    break;
  case 'lot-policy':
    await lotPolicy();
    break;
  case 'print-schema':
    process.stdout.write((await import('./subgraph.js')).buildAuctionSubgraph().sdl);
    break;
  case 'print-policy':
    process.stdout.write(printMatrix(policy));
    break;
  case 'print-refusals':
    process.stdout.write(refusals.print());
    break;
  default:
    process.stderr.write(`unknown command: ${command}\n`);
    process.exitCode = 2;
}
