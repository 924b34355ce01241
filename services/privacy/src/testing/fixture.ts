import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Actor, createKeySet, generateSigningKey, type Sealer, sealer } from '@belgi/access';
import type { Locale } from '@belgi/contracts';
import { type Database, migrate, openDatabase } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase } from '@belgi/testkit';
import type { ChangeParts } from '../consents/change-consent.js';
import { recordRegistration } from '../consents/change-consent.js';
import type { Edition } from '../editions/edition.js';
import { publishByTwo } from './publish-by-two.js';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const logger = createLogger({ service: 'privacy', level: 'silent' });

/** For tests: a migrated database of its own with everything the use cases need. */
export interface Fixture extends AsyncDisposable {
  readonly parts: ChangeParts;
  readonly database: Database;
  readonly time: TestDatabase['time'];
  /** Publishes the next edition; its texts are its number in words of each language. */
  publish(wish?: { effectiveAt?: Date; material?: boolean }): Promise<Edition>;
  /** What agreeing to that edition's Russian text looks like. */
  agreementTo(edition: Edition, locale?: Locale): { edition: number; locale: Locale; textSha256: string };
  /** A citizen whose registration was heard of. */
  registered(citizenId: string, edition: Edition): Promise<void>;
  close(): Promise<void>;
}

export async function createFixture(options: { poolSize?: number } = {}): Promise<Fixture> {
  const test = await createTestDatabase({
    name: 'privacy',
    template: { key: 'privacy', fill: (url) => migrate({ url, directory: MIGRATIONS, logger }) },
  });
  const database = await openDatabase({
    url: test.url,
    applicationName: 'privacy-test',
    poolSize: options.poolSize ?? 10,
    logger,
    production: false,
  });
  const parts: ChangeParts = {
    database,
    keys: createKeySet(JSON.stringify([generateSigningKey()])),
    sealer: createSealer(),
    publicUrl: 'http://localhost:4000',
  };
  let published = 0;
  const close = async (): Promise<void> => {
    await database.close();
    await test.close();
  };
  const agreementTo: Fixture['agreementTo'] = (edition, locale = 'RU') => ({
    edition: edition.number,
    locale,
    textSha256: edition.sha256[locale],
  });
  return {
    parts,
    database,
    time: test.time,
    publish: async ({ effectiveAt, material = true } = {}) => {
      published += 1;
      const texts = { KY: `# ${published}-редакция`, RU: `# Редакция ${published}`, EN: `# Edition ${published}` };
      return publishByTwo(parts, { texts, effectiveAt, material });
    },
    agreementTo,
    registered: (citizenId, edition) =>
      database.transaction((tx) =>
        recordRegistration(tx, parts, {
          citizenId,
          acceptanceId: crypto.randomUUID(),
          agreement: agreementTo(edition),
        }),
      ),
    close,
    [Symbol.asyncDispose]: close,
  };
}

export const createSealer = (): Sealer => sealer([{ id: 'test', key: randomBytes(32) }]);
export const citizen = (id: string): Actor => ({ kind: 'citizen', id, session: 's', restricted: false, consent: null });
export const restricted = (id: string): Actor => ({
  kind: 'citizen',
  id,
  session: 's',
  restricted: true,
  consent: null,
});
export const officer = (id: string): Actor => ({ kind: 'staff', id, session: 's', roles: ['PRIVACY_OFFICER'] });
/** Of the key of every agency in tests that ask no gateway. */
export const keyThumbprint = 'k'.repeat(43);
export const agency = (id: string, grants: readonly string[] = []): Actor => ({
  kind: 'agency',
  id,
  clientId: `client-${id}`,
  name: `Agency ${id}`,
  scopes: ['disclosures:file', 'disclosures:read'],
  keyThumbprint,
  xRoadMember: null,
  grants,
});
