import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_TYPE, generateSigningKey, makeDpopProof } from '@belgi/access';
import { createHealth, createLogger, createMetrics, type Health, type Metrics } from '@belgi/runtime';
import { composeGateway } from '../compose.js';
import { readGatewayEnvironment } from '../environment.js';
import type { TestGraph } from './test-graph.js';

export const SECRET = 'the-deployment-secret-of-these-tests';
/** Nothing listens on the discard port: a service that is down. */
export const NOBODY = 'http://127.0.0.1:9';

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    message: string;
    path?: (string | number)[];
    locations?: unknown;
    extensions: { code: string; requestId: string } & Record<string, unknown>;
  }[];
}

/** A gateway on a port of its own, wired as the process wires it. */
export interface TestGateway {
  readonly url: string;
  readonly supergraphFile: string;
  readonly health: Health;
  readonly metrics: Metrics;
  /** One POST to /graphql under application/graphql-response+json. */
  ask(query: string, variables?: unknown, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** Any request. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startTestGateway(graph: TestGraph, overrides: Record<string, string> = {}): Promise<TestGateway> {
  const home = await mkdtemp(join(tmpdir(), 'belgi-gateway-'));
  const supergraphFile = join(home, 'supergraph.graphql');
  await writeFile(supergraphFile, graph.supergraph);
  const environment = readGatewayEnvironment({
    NODE_ENV: 'test',
    PORT: '0',
    DEPLOYMENT_SECRETS: SECRET,
    IDENTITY_URL: graph.identity.url,
    PRIVACY_URL: NOBODY,
    AUCTION_URL: graph.auction.url,
    NOTIFY_URL: NOBODY,
    IDENTITY_JWKS_URL: `${graph.identity.url}/.well-known/jwks.json`,
    SUPERGRAPH_FILE: supergraphFile,
    // Long, for busy machines; tests of deadlines bring their own.
    QUERY_DEADLINE_MS: '20000',
    RATE_PER_ADDRESS: '10000',
    RATE_PER_ACTOR: '10000',
    ...overrides,
  });
  const health = createHealth();
  const metrics = createMetrics('gateway');
  const gateway = await composeGateway(environment, {
    logger: createLogger({ service: 'gateway', level: 'silent' }),
    metrics,
    health,
  });
  const url = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  health.setServing(true);
  return {
    url,
    supergraphFile,
    health,
    metrics,
    fetch: (path, init) => fetch(url + path, init),
    ask: async (query, variables, headers) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          'accept-language': 'en',
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
    },
    close: async () => {
      await gateway.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A good access token of a citizen; `claims` and `type` spoil it where a test wants that. */
export function tokenOf(
  graph: TestGraph,
  claims: Record<string, unknown> = {},
  { type = ACCESS_TOKEN_TYPE, seconds = 60 } = {},
): Promise<string> {
  const good = {
    iss: 'http://localhost:4000/oauth',
    aud: ACCESS_TOKEN_AUDIENCE,
    sub: 'c1',
    kind: 'citizen',
    sid: 's1',
  };
  return graph.keys.sign(type, { ...good, ...claims }, seconds);
}

const AGENCY_KEY = generateSigningKey();

/** Headers of one request of an agency: its token, bound to its key, and a proof for this method and path. */
export async function agencyHeaders(
  graph: TestGraph,
  method: string,
  path: string,
  claims: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  const agency = {
    kind: 'agency',
    sub: 'a1',
    client_id: 'a1',
    agency_name: 'Body of inquiry',
    scope: 'disclosures:read',
  };
  const accessToken = await tokenOf(graph, { ...agency, cnf: { jkt: AGENCY_KEY.kid }, ...claims });
  const url = `http://localhost:4000${path}`;
  return { authorization: `DPoP ${accessToken}`, dpop: await makeDpopProof(AGENCY_KEY, { method, url, accessToken }) };
}

/** Tries until `check` gives something; conditions, not clocks, end a wait. */
export async function eventually<T>(check: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const value = await check();
    if (value !== undefined) return value;
    if (performance.now() > giveUpAt) throw new Error('waited 10 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
