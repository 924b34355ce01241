import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  type Actor,
  createKeySet,
  GRANT_DETAIL_TYPE,
  generateSigningKey,
  type KeySet,
  makeDpopProof,
} from '@belgi/access';
import type { OutgoingFact } from '@belgi/contracts';
import { type Database, migrate, openDatabase } from '@belgi/database';
import { connectMessaging, type Messaging } from '@belgi/messaging';
import { createHealth, createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestDatabase } from '@belgi/testkit';
import { compose } from '../compose.js';
import { firstEdition } from '../edition-files.js';
import { documents } from '../editions/edition.js';
import { seedEdition } from '../editions/publish-edition.js';
import { environmentOf } from '../environment.js';
import { createSealer } from './fixture.js';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const logger = createLogger({ service: 'privacy', level: 'silent' });
const PUBLIC_URL = 'http://localhost:4000';
const SECRET = 'a deployment secret of enough characters';

/** All agencies of a test share it; whose token it is, the token says. */
const AGENCY_KEY = generateSigningKey();

/** For tests: the whole process as `compose` makes it, with a stand-in for identity's keys and facts. */
export interface Running extends AsyncDisposable {
  readonly url: string;
  readonly time: TestDatabase['time'];
  /** Its database, to look behind the graph. */
  readonly databaseUrl: string;
  /** identity's side of NATS: publishes its facts, answers its questions. */
  readonly identity: Messaging;
  /** Publishes a fact as its owner would. */
  tell(service: 'identity' | 'auction' | 'notify', fact: OutgoingFact): Promise<void>;
  tokenOf(actor: Actor): Promise<string>;
  fetch(path: string, init?: RequestInit & { as?: Actor; secret?: string }): Promise<Response>;
  // biome-ignore lint/suspicious/noExplicitAny: tests pick what they asked for
  graphql(as: Actor, query: string, variables?: object): Promise<{ data: any; errors?: any[] }>;
}

export async function startPrivacy(): Promise<Running> {
  const stack = new AsyncDisposableStack();
  const nats = stack.use(await createTestNats());
  const test = stack.use(
    await createTestDatabase({
      name: 'privacy',
      template: { key: 'privacy', fill: (url) => migrate({ url, directory: MIGRATIONS, logger }) },
    }),
  );
  const identityKeys = createKeySet(JSON.stringify([generateSigningKey()]));
  const jwksUrl = await serveJwks(identityKeys, stack);
  const environment = environmentOf({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    PUBLIC_URL,
    DEPLOYMENT_SECRETS: SECRET,
    DATABASE_URL: test.url,
    DATABASE_POOL_SIZE: '10',
    NATS_URL: nats.url,
    NATS_USER: 'privacy',
    NATS_PASSWORD: nats.as('privacy').password,
    SIGNING_KEYS: JSON.stringify([generateSigningKey()]),
    MASTER_KEYS: `test:${randomBytes(32).toString('base64')}`,
    IDENTITY_JWKS_URL: jwksUrl,
    MATERIAL_NOTICE_HOURS: '1',
  });
  await seed(test.url);
  const stops: (() => Promise<void> | void)[] = [];
  stack.defer(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  const health = createHealth();
  const lifecycle = {
    signal: new AbortController().signal,
    onStop: (_name: string, stop: () => Promise<void> | void) => void stops.push(stop),
  };
  const { url } = await compose({ environment, logger, health, lifecycle });
  const others = await startOthers(nats, stack);
  const tokenOf = (actor: Actor) => identityKeys.sign('at+jwt', claimsOf(actor), 300);
  const fetchFrom: Running['fetch'] = async (path, { as, secret = SECRET, ...init } = {}) => {
    const headers = new Headers(init.headers);
    headers.set('belgi-deployment-secret', secret);
    if (as !== undefined && as.kind !== 'anonymous') {
      const token = await tokenOf(as);
      headers.set('authorization', `${as.kind === 'agency' ? 'DPoP' : 'Bearer'} ${token}`);
      const request = { method: init.method ?? 'GET', url: new URL(path, PUBLIC_URL).href, accessToken: token };
      if (as.kind === 'agency') headers.set('dpop', await makeDpopProof(AGENCY_KEY, request));
    }
    return fetch(new URL(path, url), { ...init, headers });
  };
  const close = () => stack.disposeAsync();
  return {
    url,
    databaseUrl: test.url,
    time: test.time,
    identity: others.identity.messaging,
    tell: (service, fact) => others[service].database.transaction((tx) => tx.publish(fact)),
    tokenOf,
    fetch: fetchFrom,
    graphql: async (as, query, variables = {}) => {
      const body = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json', 'accept-language': 'en' };
      return (await fetchFrom('/graphql', { method: 'POST', as, headers, body })).json() as never;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function serveJwks(keys: KeySet, stack: AsyncDisposableStack): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys.publicJwks()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
}

async function seed(url: string): Promise<void> {
  const database = await openDatabase({ url, applicationName: 'seed', poolSize: 2, logger, production: false });
  const parts = { database, sealer: createSealer() };
  for (const document of documents) await seedEdition(parts, await firstEdition(document), document);
  await database.close();
}

type Other = { messaging: Messaging; database: Database };

/** The other services, as far as they speak: each an outbox of its own, under its own user and permissions. */
async function startOthers(
  nats: Awaited<ReturnType<typeof createTestNats>>,
  stack: AsyncDisposableStack,
): Promise<Record<'identity' | 'auction' | 'notify', Other>> {
  const start = async (service: 'identity' | 'auction' | 'notify'): Promise<Other> => {
    const test = stack.use(
      await createTestDatabase({ name: service, template: { key: 'outbox', fill: (url) => migrate({ url, logger }) } }),
    );
    const database = await openDatabase({
      url: test.url,
      applicationName: service,
      poolSize: 4,
      logger,
      production: false,
    });
    stack.defer(() => database.close());
    const { url, user, password } = nats.as(service);
    const metrics = createMetrics(service);
    const messaging = await connectMessaging({ url, user, password, service, logger, metrics });
    stack.defer(() => messaging.close());
    messaging.startOutbox(database);
    return { messaging, database };
  };
  return { identity: await start('identity'), auction: await start('auction'), notify: await start('notify') };
}

function claimsOf(actor: Actor): Record<string, unknown> {
  const shared = { iss: `${PUBLIC_URL}/oauth`, aud: 'belgi', kind: actor.kind };
  if (actor.kind === 'anonymous') throw new Error('nobody has no token');
  if (actor.kind === 'agency')
    return {
      ...shared,
      sub: actor.id,
      client_id: actor.clientId,
      agency_name: actor.name,
      scope: actor.scopes.join(' '),
      cnf: { jkt: AGENCY_KEY.kid },
      ...(actor.grants.length > 0 && {
        authorization_details: actor.grants.map((grant_id) => ({ type: GRANT_DETAIL_TYPE, grant_id })),
      }),
    };
  const session = { ...shared, sub: actor.id, sid: actor.session };
  return actor.kind === 'staff'
    ? { ...session, roles: actor.roles }
    : { ...session, ...(actor.restricted ? { scope: 'rights' } : {}) };
}
