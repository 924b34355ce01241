import { type Database, openDatabase } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { readStorageEnvironment } from '../environment.js';
import { createVault, type Vault } from '../people/vault.js';

/** A command that was used wrongly: the message says how to use it; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that could not be carried out: one line, exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What a command of operations works with. */
export interface Workbench {
  readonly database: Database;
  readonly vault: Vault;
  readonly demo: boolean;
}

/** Connections of a command. */
const POOL_SIZE = 2;

/** Opens the database for one command and closes it afterwards. */
export async function withWorkbench<T>(work: (bench: Workbench) => Promise<T>): Promise<T> {
  const environment = readStorageEnvironment();
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: 'identity command',
    poolSize: POOL_SIZE,
    production: environment.NODE_ENV === 'production',
    logger: createLogger({ service: 'identity', level: 'error' }),
  });
  try {
    const vault = createVault({ masterKeys: environment.MASTER_KEYS, lookupKey: environment.LOOKUP_KEY });
    return await work({ database, vault, demo: environment.BELGI_DEMO });
  } finally {
    await database.close();
  }
}

/** One line on standard output: for people and for scripts. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
