import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  type Actor,
  acceptanceTickets,
  actorOf,
  createKeySet,
  createTokenVerifier,
  disclosureTickets,
  generateSigningKey,
} from '@belgi/access';
import { type Database, migrate, openDatabase, sql } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { executeAs } from '@belgi/subgraph';
import { createTestDatabase, type TestDatabase } from '@belgi/testkit';
import { createLoaders } from '../loaders.js';
import { createVault } from '../people/vault.js';
import type { Ports } from '../ports.js';
import { createPasswords } from '../sessions/passwords.js';
import { identitySubgraph } from '../subgraph.js';
import { createFakePortal, type FakePortal } from './fake-portal.js';

const directory = fileURLToPath(new URL('../../migrations', import.meta.url));
const logger = createLogger({ service: 'identity', level: 'silent' });
const ISSUER = 'http://localhost:4000/oauth';
export const TEXT_SHA256 = 'a'.repeat(64);

export interface TestIdentity extends AsyncDisposable {
  readonly ports: Ports;
  readonly database: Database;
  readonly portal: FakePortal;
  readonly time: TestDatabase['time'];
  readonly url: string;
  readonly secrets: { readonly masterKeys: string; readonly lookupKey: string };
  /** What privacy would issue. */
  readonly tickets: {
    acceptance(edition?: number): Promise<string>;
    readonly disclosure: ReturnType<typeof disclosureTickets.issuer>;
  };
  /** Runs an operation as whoever holds the access token. */
  run<Data = Record<string, unknown>>(query: string, variables?: object, accessToken?: string): Promise<Data>;
  /** The same, with errors and an actor of choice. */
  /** @param asked what the gateway would say that the whole operation asks for (`RequestContext.asked`) */
  execute(
    query: string,
    variables?: object,
    actor?: Actor,
    asked?: Readonly<Record<string, readonly string[]>>,
  ): ReturnType<typeof executeAs>;
  actorOf(accessToken: string): Promise<Actor>;
  /** Rows of every table but the migrations' own. */
  countRows(): Promise<Record<string, number>>;
}

/** Identity on a real database, with edition 1 in force; no NATS: facts stay in the outbox. */
export async function createIdentity(): Promise<TestIdentity> {
  const database = await createTestDatabase({
    name: 'identity',
    template: { key: 'identity', fill: (url) => migrate({ url, directory, logger }) },
  });
  const db = await openDatabase({
    url: database.url,
    applicationName: 'test',
    poolSize: 10,
    logger,
    production: false,
  });
  const privacyKeys = createKeySet(JSON.stringify([generateSigningKey()]));
  const keys = createKeySet(JSON.stringify([generateSigningKey()]));
  const portal = createFakePortal();
  const secrets = { masterKeys: `test:${randomKey()}`, lookupKey: randomKey() };
  const ports: Ports = {
    database: db,
    logger,
    vault: createVault(secrets),
    passwords: await createPasswords(),
    keys,
    acceptances: acceptanceTickets.verifier(privacyKeys),
    disclosures: disclosureTickets.verifier(privacyKeys),
    portal,
    settings: { issuer: ISSUER, publicUrl: 'http://localhost:4000', codesPerAddress: 100 },
  };
  await publishEdition(db, 1);
  const { schema } = identitySubgraph(ports);
  const verifier = createTokenVerifier({ issuer: ISSUER, jwks: keys });
  const actor = async (token: string) => actorOf(await verifier.verify(token));
  const execute: TestIdentity['execute'] = (query, variables = {}, actor = { kind: 'anonymous' }, asked = {}) =>
    executeAs(schema, { query, variables: { ...variables }, actor, asked, context: { loaders: createLoaders(ports) } });
  return {
    ports,
    database: db,
    portal,
    time: database.time,
    url: database.url,
    secrets,
    tickets: {
      acceptance: async (edition = 1) => {
        const acceptance = { edition, locale: 'KY', textSha256: TEXT_SHA256 } as const;
        return (await acceptanceTickets.issuer(privacyKeys).issue(acceptance)).ticket;
      },
      disclosure: disclosureTickets.issuer(privacyKeys),
    },
    execute,
    actorOf: actor,
    run: async (query, variables, accessToken) => {
      const result = await execute(query, variables, accessToken === undefined ? undefined : await actor(accessToken));
      if (result.errors !== undefined) throw result.errors[0]?.originalError ?? result.errors[0];
      return result.data as never;
    },
    countRows: () => countRows(db),
    [Symbol.asyncDispose]: async () => {
      await db.close();
      await database.close();
    },
  };
}

const randomKey = () => randomBytes(32).toString('base64');

/** An edition as privacy's fact would bring it. */
export async function publishEdition(
  db: Database,
  number: number,
  options: { effectiveAt?: Date; material?: boolean } = {},
): Promise<void> {
  const { effectiveAt = new Date('2020-01-01'), material = true } = options;
  const texts = ['KY', 'RU', 'EN'].map((locale) => ({ locale, sha256: TEXT_SHA256 }));
  await db.query(sql`/* test.publishEdition */
    INSERT INTO editions (number, published_at, effective_at, material, texts)
    VALUES (${number}, ${new Date('2020-01-01')}, ${effectiveAt}, ${material}, ${sql.json(texts)})`);
}

async function countRows(db: Database): Promise<Record<string, number>> {
  const tables = await db.query<{ name: string }>(sql`/* test.tables */
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'schema_migrations', 'editions')`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const row = await db.one<{ rows: number }>(sql`/* test.count */
      SELECT (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || quote_ident(${name}), false, true, '')))[1]::text::int AS rows`);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}
