import { fileURLToPath } from 'node:url';
import { processEnvironment, readEnvironment, serviceEnvironment } from '@belgi/runtime';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const flag = z.enum(['on', 'off']).optional();

const shape = {
  ...processEnvironment,
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('port to listen on; 0 takes a free one'),
  DEPLOYMENT_SECRETS: serviceEnvironment.DEPLOYMENT_SECRETS.describe(
    'secrets that only the gateway and the services know; the first is sent',
  ),
  IDENTITY_URL: z.url().describe('origin of identity, e.g. http://127.0.0.1:4001'),
  PRIVACY_URL: z.url().describe('origin of privacy'),
  AUCTION_URL: z.url().describe('origin of auction'),
  NOTIFY_URL: z.url().describe('origin of notify'),
  IDENTITY_JWKS_URL: z.url().describe('where identity publishes the keys of its access tokens'),
  SUPERGRAPH_FILE: z
    .string()
    .default(fileURLToPath(new URL('../supergraph.graphql', import.meta.url)))
    .describe('the supergraph; watched, a change is taken over without a restart'),
  CORS_ORIGINS: list.describe('origins of front-ends that may call from a browser, comma separated; ours always may'),
  TRUSTED_PROXIES: list.describe('addresses or CIDR ranges whose X-Forwarded-For is believed, comma separated'),
  GRAPHIQL: flag.describe('on or off; default: off in production'),
  INTROSPECTION: flag.describe('on or off; default: off in production'),
  QUERY_DEADLINE_MS: z.coerce.number().int().min(50).default(5_000).describe('one query to one subgraph, milliseconds'),
  MUTATION_DEADLINE_MS: z.coerce
    .number()
    .int()
    .min(50)
    .default(10_000)
    .describe('one mutation to one subgraph, milliseconds'),
  RATE_PER_ADDRESS: z.coerce
    .number()
    .positive()
    .default(100)
    .describe('requests a second of one address without a token, and to routes; bursts of four seconds'),
  RATE_PER_ACTOR: z.coerce
    .number()
    .positive()
    .default(50)
    .describe('requests a second of one signed-in citizen, clerk or agency; bursts of four seconds'),
  MAILBOX_URL: z.url().optional().describe('linked from the front page while developing'),
  BANK_URL: z.url().optional().describe('linked from the front page while developing'),
};

/** Everything the gateway can be told. Services are reached by name, not by the addresses in the supergraph. */
export type GatewayEnvironment = ReturnType<typeof readGatewayEnvironment>;

/** @throws EnvironmentError naming all faults */
export function readGatewayEnvironment(source?: Readonly<Record<string, string | undefined>>) {
  const { GRAPHIQL, INTROSPECTION, ...rest } = readEnvironment(shape, source);
  const byDefault = rest.NODE_ENV !== 'production';
  return {
    ...rest,
    graphiql: GRAPHIQL === undefined ? byDefault : GRAPHIQL === 'on',
    introspection: INTROSPECTION === undefined ? byDefault : INTROSPECTION === 'on',
  };
}

/** `@apollo/gateway` reports usage to its maker from its constructor on unless this stands in the environment. */
export function silenceTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}
