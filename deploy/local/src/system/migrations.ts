import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@belgi/contracts';
import { checkoutFolder } from '../checkout.js';

/** SHA-256 over all that `migrate` of a service would apply: equal fingerprints, equal tables. */
export function migrationsFingerprint(service: ServiceName): string {
  const hash = createHash('sha256');
  for (const folder of ['packages/database/migrations', `services/${service}/migrations`]) {
    const path = join(checkoutFolder(), folder);
    for (const name of readdirSync(path).sort()) hash.update(name).update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}

/**
 * What was applied to the databases of a data folder. Later starts skip what has not changed: a process per
 * service costs more than all the rest of PostgreSQL's start. Kept beside the databases, so it goes when they go.
 */
export class AppliedMigrations {
  readonly #file: string;

  constructor(home: string) {
    this.#file = join(home, 'postgres/migrated.json');
  }

  has(service: ServiceName): boolean {
    return this.#read()[service] === migrationsFingerprint(service);
  }

  note(services: readonly ServiceName[]): void {
    const applied = this.#read();
    for (const service of services) applied[service] = migrationsFingerprint(service);
    writeFileSync(this.#file, JSON.stringify(applied));
  }

  #read(): Partial<Record<ServiceName, string>> {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<Record<ServiceName, string>>;
    } catch {
      return {};
    }
  }
}
