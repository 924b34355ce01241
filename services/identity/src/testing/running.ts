import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { acceptanceTickets, createKeySet, generateSigningKey, type KeySet } from '@belgi/access';
import type { OutgoingFact } from '@belgi/contracts';
import { type Database, migrate, openDatabase } from '@belgi/database';
import { connectMessaging, type Messaging } from '@belgi/messaging';
import { createHealth, createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestNats } from '@belgi/testkit';
import { start } from '../compose.js';
import { readIdentityEnvironment } from '../environment.js';

const directory = fileURLToPath(new URL('../../migrations', import.meta.url));
const logger = createLogger({ service: 'identity', level: 'silent' });
const SECRET = 'a deployment secret of enough characters';

/** An answer over HTTP; tests pick what they asked for. */
interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the schema checks the shape
  readonly data: any;
  readonly errors?: readonly object[];
}

interface Other {
  readonly database: Database;
  readonly messaging: Messaging;
}

/** The whole process as compose.ts makes it, with the others' keys, facts and questions played by their own users. */
export interface RunningIdentity extends AsyncDisposable {
  readonly url: string;
  readonly privacy: { tell(fact: OutgoingFact): Promise<void>; acceptance(textSha256: string): Promise<string> };
  /** Asks as notify and privacy do. */
  readonly ask: { readonly notify: Messaging; readonly privacy: Messaging };
  fetch(path: string, init?: RequestInit): Promise<Response>;
  graphql(query: string, variables?: object, accessToken?: string): Promise<Answer>;
}

export async function startIdentity(): Promise<RunningIdentity> {
  const stack = new AsyncDisposableStack();
  const nats = stack.use(await createTestNats());
  const database = stack.use(
    await createTestDatabase({
      name: 'identity',
      template: { key: 'identity', fill: (url) => migrate({ url, directory, logger }) },
    }),
  );
  const privacyKeys = createKeySet(JSON.stringify([generateSigningKey()]));
  const randomKey = () => randomBytes(32).toString('base64');
  const environment = readIdentityEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    DEPLOYMENT_SECRETS: SECRET,
    DATABASE_URL: database.url,
    NATS_URL: nats.url,
    NATS_USER: 'identity',
    NATS_PASSWORD: nats.as('identity').password,
    MASTER_KEYS: `test:${randomKey()}`,
    LOOKUP_KEY: randomKey(),
    SIGNING_KEYS: JSON.stringify([generateSigningKey()]),
    PRIVACY_JWKS_URL: await serveJwks(privacyKeys, stack),
    PORTAL_ISSUER: 'http://127.0.0.1:9',
    PORTAL_CLIENT_ID: 'belgi',
    PORTAL_CLIENT_SECRET: 'secret',
  });
  const stops: (() => Promise<void> | void)[] = [];
  stack.defer(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  const lifecycle = {
    state: { phase: 'starting' } as const,
    signal: new AbortController().signal,
    onStop: (_name: string, stop: () => Promise<void> | void) => void stops.push(stop),
  };
  const health = createHealth();
  const url = await start({ environment, logger, health, metrics: createMetrics('identity'), lifecycle });
  health.setServing(true);
  const privacy = await startOther('privacy', nats, stack);
  const notify = await startOther('notify', nats, stack);
  const fetchFrom: RunningIdentity['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('belgi-deployment-secret', SECRET);
    return fetch(new URL(path, url), { ...init, headers });
  };
  return {
    url,
    privacy: {
      tell: (fact) => privacy.database.transaction((tx) => tx.publish(fact)),
      acceptance: async (textSha256) =>
        (await acceptanceTickets.issuer(privacyKeys).issue({ edition: 1, locale: 'EN', textSha256 })).ticket,
    },
    ask: { notify: notify.messaging, privacy: privacy.messaging },
    fetch: fetchFrom,
    graphql: async (query, variables = {}, accessToken) => {
      const headers = {
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      };
      const response = await fetchFrom('/graphql', {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
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

/** Another service as far as it speaks: an outbox of its own, its own user and permissions. */
async function startOther(service: 'privacy' | 'notify', nats: TestNats, stack: AsyncDisposableStack): Promise<Other> {
  const test = stack.use(
    await createTestDatabase({ name: service, template: { key: 'outbox', fill: (url) => migrate({ url, logger }) } }),
  );
  const options = { url: test.url, applicationName: service, poolSize: 4, logger, production: false };
  const database = await openDatabase(options);
  stack.defer(() => database.close());
  const { url, user, password } = nats.as(service);
  const metrics = createMetrics(service);
  const messaging = await connectMessaging({ url, user, password, service, logger, metrics });
  stack.defer(() => messaging.close());
  messaging.startOutbox(database);
  return { database, messaging };
}
