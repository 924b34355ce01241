import { fileURLToPath } from 'node:url';
import { parseMasterKeys, printMatrix, sealer } from '@belgi/access';
import { migrate, openDatabase } from '@belgi/database';
import { createHealth, createLogger, runProcess } from '@belgi/runtime';
import { compose } from './compose.js';
import { firstEdition } from './edition-files.js';
import { publishEdition } from './editions/publish-edition.js';
import { auditEnvironmentOf, environmentOf, migrateEnvironmentOf, seedEnvironmentOf } from './environment.js';
import { runAudit } from './ledger-audit/run-audit.js';
import { policy } from './policy.js';
import { refusals } from './refusals.js';
import { privacySubgraph } from './subgraph.js';
import { runReconcile } from './transparency/run-reconcile.js';

const SERVICE = 'privacy';
/** The same path from `src` and from `dist`. */
const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

async function start(): Promise<void> {
  const environment = environmentOf();
  const logger = createLogger({ service: SERVICE, level: environment.LOG_LEVEL });
  const health = createHealth();
  await runProcess({ service: SERVICE, logger, health }, async (lifecycle) => {
    const { url } = await compose({ environment, logger, health, lifecycle });
    logger.info({ url }, 'listening');
  });
}

async function applyMigrations(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL } = migrateEnvironmentOf();
  await migrate({
    url: DATABASE_URL,
    directory: MIGRATIONS,
    logger: createLogger({ service: SERVICE, level: LOG_LEVEL }),
  });
}

/** Publishes edition 1 unless there is one: without it nobody could agree to anything. */
async function seed(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL, NODE_ENV, MASTER_KEYS } = seedEnvironmentOf();
  const logger = createLogger({ service: SERVICE, level: LOG_LEVEL });
  const database = await openDatabase({
    url: DATABASE_URL,
    applicationName: `${SERVICE}-seed`,
    poolSize: 2,
    logger,
    production: NODE_ENV === 'production',
  });
  try {
    const wish = { texts: await firstEdition(), effectiveAt: undefined, material: true };
    const parts = { database, sealer: sealer(parseMasterKeys(MASTER_KEYS)) };
    const outcome = await publishEdition(parts, wish, { publishedBy: null, onlyFirst: true });
    logger.info({ outcome: typeof outcome === 'string' ? outcome : `edition ${outcome.number}` }, 'seeded');
  } finally {
    await database.close();
  }
}

/** Compares every row of the ledger with what it commits to, and says what it found as JSON; exit code 1: something. */
async function audit(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL, MASTER_KEYS, LEDGER_KEYS } = auditEnvironmentOf();
  const database = await openDatabase({
    url: DATABASE_URL,
    applicationName: `${SERVICE}-audit`,
    poolSize: 1,
    logger: createLogger({ service: SERVICE, level: LOG_LEVEL }),
    production: false,
  });
  try {
    const seals = MASTER_KEYS === undefined ? undefined : sealer(parseMasterKeys(MASTER_KEYS));
    const found = await runAudit(database, { sealer: seals, keys: LEDGER_KEYS });
    process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.findings.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

/** Counts requests, decisions and reads from the ledger, and names what the register has otherwise; exit code 1: something. */
async function reconcileTransparency(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL, MASTER_KEYS } = auditEnvironmentOf();
  if (MASTER_KEYS === undefined) throw new Error('MASTER_KEYS of privacy open the entries that are counted');
  const database = await openDatabase({
    url: DATABASE_URL,
    applicationName: `${SERVICE}-reconcile`,
    poolSize: 1,
    logger: createLogger({ service: SERVICE, level: LOG_LEVEL }),
    production: false,
  });
  try {
    const found = await runReconcile(database, { sealer: sealer(parseMasterKeys(MASTER_KEYS)) });
    process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.findings.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

const commands: Readonly<Record<string, () => Promise<void> | void>> = {
  start,
  migrate: applyMigrations,
  seed,
  'audit-ledger': audit,
  'reconcile-transparency': reconcileTransparency,
  'print-schema': () => void process.stdout.write(privacySubgraph().sdl),
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
