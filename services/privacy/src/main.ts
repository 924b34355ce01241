import { fileURLToPath } from 'node:url';
import { parseMasterKeys, printMatrix, sealer } from '@belgi/access';
import { migrate, openDatabase } from '@belgi/database';
import { createHealth, createLogger, runProcess } from '@belgi/runtime';
import { firstEdition } from './edition-files.js';
import { documents } from './editions/edition.js';
import { seedEdition } from './editions/publish-edition.js';
import {
  auditEnvironmentOf,
  environmentOf,
  importEnvironmentOf,
  migrateEnvironmentOf,
  seedEnvironmentOf,
} from './environment.js';
import { runAudit } from './ledger-audit/run-audit.js';
import { policy } from './policy.js';
import { importFile } from './policy-imports/import-file.js';
import { refusals } from './refusals.js';

const SERVICE = 'privacy';
/** The same path from `src` and from `dist`. */
const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

async function start(): Promise<void> {
  const environment = environmentOf();
  const logger = createLogger({ service: SERVICE, level: environment.LOG_LEVEL });
  const health = createHealth();
  await runProcess({ service: SERVICE, logger, health }, async (lifecycle) => {
    const { compose } = await import('./compose.js');
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
    const parts = { database, sealer: sealer(parseMasterKeys(MASTER_KEYS)) };
    for (const document of documents) {
      const outcome = await seedEdition(parts, await firstEdition(document), document);
      logger.info({ document, outcome: typeof outcome === 'string' ? outcome : `edition ${outcome.number}` }, 'seeded');
    }
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

/** Makes a draft of an existing document and says as JSON which, or what is wrong with which line. */
async function importPolicyFile(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL, POLICY_IMPORT } = importEnvironmentOf();
  const database = await openDatabase({
    url: DATABASE_URL,
    applicationName: `${SERVICE}-import`,
    poolSize: 1,
    logger: createLogger({ service: SERVICE, level: LOG_LEVEL }),
    production: false,
  });
  try {
    process.stdout.write(`${JSON.stringify(await importFile(database, POLICY_IMPORT))}\n`);
  } finally {
    await database.close();
  }
}

/** Whose term after a withdrawal is over, as JSON: how many are due, held, bound, and since when the oldest. */
async function countOverdue(): Promise<void> {
  const { DATABASE_URL, LOG_LEVEL } = migrateEnvironmentOf();
  const logger = createLogger({ service: SERVICE, level: LOG_LEVEL });
  const open = { applicationName: `${SERVICE}-erasures`, poolSize: 1, logger, production: false };
  const database = await openDatabase({ url: DATABASE_URL, ...open });
  try {
    const { overBefore } = await import('./erasure/erase-by-term.js');
    const { countOver } = await import('./erasure/due-erasures.store.js');
    process.stdout.write(`${JSON.stringify(await countOver(database, await overBefore(database)))}\n`);
  } finally {
    await database.close();
  }
}

/** Counts what the public report counts from the ledger, and names what the register has otherwise; exit code 1: something. */
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
    const { runReconcile } = await import('./transparency/run-reconcile.js');
    const found = await runReconcile(database, { sealer: sealer(parseMasterKeys(MASTER_KEYS)) });
    process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.findings.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

/** Each loads what it needs: a migration does not wait for the server's two thousand modules. */
const commands: Readonly<Record<string, () => Promise<void> | void>> = {
  start,
  migrate: applyMigrations,
  seed,
  'audit-ledger': audit,
  'import-policy': importPolicyFile,
  'count-erasures': countOverdue,
  'print-schema': async () => void process.stdout.write((await import('./subgraph.js')).privacySubgraph().sdl),
  'reconcile-transparency': reconcileTransparency,
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
