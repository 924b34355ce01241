import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sealer } from '@belgi/access';
import { type ConsentState, newId } from '@belgi/contracts';
import { type Database, migrate, openDatabase, Poke, sql, type Transaction } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase } from '@belgi/testkit';
import type { Contact } from '../deliveries/contact.js';
import type { Sender } from '../deliveries/send-delivery.js';
import type { Way } from '../deliveries/way.js';
import { applyConsent } from '../recipients/apply-consent.js';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
export const logger = createLogger({ service: 'notify', level: 'silent' });

/** For tests: a migrated database of its own and everything the use cases need. */
export interface Fixture extends AsyncDisposable {
  readonly database: Database;
  /** Also a planner. Its ways are those given to `createFixture`; it asks `contacts`. */
  readonly sender: Sender;
  readonly url: string;
  readonly time: TestDatabase['time'];
  /** What identity would answer, by the id of citizen or registration. Nobody else has a contact. */
  readonly contacts: Map<string, Contact>;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A citizen with consent to edition 1 and a contact. */
  citizen(contact?: Partial<Contact>): Promise<string>;
  /** The next consent fact of this citizen; answers the acknowledged epoch. */
  consent(citizenId: string, state: ConsentState['state'], edition?: number): Promise<void>;
  deliveries(): Promise<{ person: string; kind: string; channel: string; state: string; reason: string | null }[]>;
  /** Facts in the outbox, in order. */
  facts(): Promise<{ type: string; data: Record<string, unknown> }[]>;
  /** A whole table as text, to look for what must not be in it. */
  dump(table: string): Promise<string>;
  close(): Promise<void>;
}

export async function createFixture(ways: readonly Way[] = [], poolSize = 10): Promise<Fixture> {
  const test = await createTestDatabase({
    name: 'notify',
    template: { key: 'notify', fill: (url) => migrate({ url, directory: MIGRATIONS, logger }) },
  });
  const options = { url: test.url, applicationName: 'notify-test', poolSize, logger, production: false };
  const database = await openDatabase(options);
  const contacts = new Map<string, Contact>();
  const epochs = new Map<string, number>();
  const sender: Sender = {
    database,
    sealer: sealer([{ id: 'test', key: randomBytes(32) }]),
    poke: new Poke('one'),
    ways,
    askContact: async (person) => contacts.get(Object.values(person)[0] ?? '') ?? null,
    pause: async () => undefined,
    logger,
  };
  const consent: Fixture['consent'] = async (citizenId, state, edition = 1) => {
    const epoch = (epochs.get(citizenId) ?? 0) + 1;
    epochs.set(citizenId, epoch);
    const at = new Date().toISOString();
    const fact = { citizenId, epoch, state, edition, locale: 'KY' as const, textSha256: 'a'.repeat(64), at };
    await database.transaction((tx) => applyConsent(sender, tx, fact, newId()));
  };
  const close = async (): Promise<void> => {
    await database.close();
    await test.close();
  };
  return {
    database,
    sender,
    url: test.url,
    time: test.time,
    contacts,
    transaction: (work) => database.transaction(work),
    citizen: async (contact = {}) => {
      const id = newId();
      const name = id.slice(-12);
      contacts.set(id, { locale: 'EN', phone: `+996${name}`, email: `${name}@example.kg`, code: null, ...contact });
      await consent(id, 'GIVEN');
      return id;
    },
    consent,
    deliveries: () =>
      database.query(sql`/* test.deliveries */
        SELECT person_id AS person, kind, channel, state, reason FROM deliveries ORDER BY planned_at, id`),
    facts: () => database.query(sql`/* test.facts */ SELECT type, data FROM outbox ORDER BY position`),
    dump: async (table) =>
      JSON.stringify(
        await database.query(sql`/* test.dump */
          SELECT query_to_xml('SELECT * FROM ' || quote_ident(${table}), true, false, '')::text AS rows`),
      ),
    close,
    [Symbol.asyncDispose]: close,
  };
}
