import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceName, serviceNames } from '@belgi/contracts';
import { readEnvironment } from '@belgi/runtime';
import { z } from 'zod';

const variableOf = (service: ServiceName) => `DATABASE_URL_${service.toUpperCase()}` as const;
/** Where `npm start` keeps its data unless told otherwise; the same path from `src` and from `dist`. */
const USUAL_HOME = fileURLToPath(new URL('../../../.belgi', import.meta.url));
const DESCRIPTION_FILE = 'local.json';

export interface OpsEnvironment {
  readonly databaseUrls: Readonly<Partial<Record<ServiceName, string>>>;
  /** Where the person is: what relative paths count from. */
  readonly directory?: string;
  /** Of privacy, for its audit alone. */
  readonly masterKeys?: string | undefined;
}

const description = z.object({ databases: z.partialRecord(z.enum(serviceNames), z.string()) });

/** What the running local system wrote about itself. */
function localDatabases(home: string): OpsEnvironment['databaseUrls'] {
  const file = join(home, DESCRIPTION_FILE);
  return existsSync(file) ? description.parse(JSON.parse(readFileSync(file, 'utf8'))).databases : {};
}

/** `DATABASE_URL_<SERVICE>` where given, else what `npm start` wrote to `$BELGI_HOME/local.json`. */
export function readOpsEnvironment(source: NodeJS.ProcessEnv = process.env): OpsEnvironment {
  const urls = Object.fromEntries(serviceNames.map((service) => [variableOf(service), z.string().optional()]));
  const given = readEnvironment(
    { ...urls, BELGI_HOME: z.string().optional(), INIT_CWD: z.string().optional(), MASTER_KEYS: z.string().optional() },
    source,
  ) as Record<string, string | undefined>;
  // A relative BELGI_HOME counts from where pnpm was called, as a person would expect.
  const directory = given['INIT_CWD'] ?? process.cwd();
  const home = resolve(directory, given['BELGI_HOME'] ?? USUAL_HOME);
  const local = localDatabases(home);
  const all = serviceNames.map((service) => [service, given[variableOf(service)] ?? local[service]]);
  const databaseUrls = Object.fromEntries(all.filter(([, url]) => url !== undefined));
  return { databaseUrls, directory, masterKeys: given['MASTER_KEYS'] };
}
