import { ApolloServer, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { TokenVerifier } from '@belgi/access';
import type { Logger, Metrics } from '@belgi/runtime';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { RequestContext } from './context.js';
import { authenticate, CLIENT_ADDRESS_HEADER, header, requestLocale, requireDeploymentSecret } from './edge.js';
import { errorPlugin, formatError } from './error-plugin.js';
import { GRAPHQL_BODY_LIMIT_BYTES, limitsRule, MAX_TOKENS } from './limits.js';

export interface ServeOptions<Context extends object> {
  readonly schema: GraphQLSchema;
  /** One or two; every request carries one of them. */
  readonly deploymentSecrets: readonly string[];
  readonly verifier: TokenVerifier;
  /** What the service adds to each request, DataLoaders above all. */
  readonly createContext: (request: RequestContext) => Context | Promise<Context>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** True: no introspection, no hints about the schema in messages. */
  readonly production: boolean;
}

/** Serves `POST /graphql` for the gateway. Stops with the Fastify instance. */
export async function serveSubgraph<Context extends object>(
  app: FastifyInstance,
  options: ServeOptions<Context>,
): Promise<void> {
  const apollo = await startApollo(options);
  const contexts = new WeakMap<object, Omit<RequestContext, 'asked'>>();
  await app.register(async (scope) => {
    scope.addHook('onClose', () => apollo.stop());
    // Both before the body is read: strangers cost nothing.
    scope.addHook('onRequest', requireDeploymentSecret(options.deploymentSecrets));
    scope.addHook('onRequest', async (request, reply) => {
      const caller = await authenticate(request, reply, options.verifier);
      if (caller === undefined) return;
      const idempotencyKey = header(request, 'idempotency-key');
      contexts.set(request, {
        ...caller,
        locale: requestLocale(request),
        requestId: request.id,
        clientAddress: header(request, CLIENT_ADDRESS_HEADER) ?? request.ip,
        optsOut: header(request, 'sec-gpc') === '1',
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
    });
    scope.post(
      '/graphql',
      { bodyLimit: GRAPHQL_BODY_LIMIT_BYTES },
      fastifyApolloHandler(apollo, {
        context: async (request) => {
          const base = contexts.get(request);
          if (base === undefined) throw new Error('the request passed no authentication');
          const known = { ...base, asked: askedOf(request.body) };
          return { ...known, ...(await options.createContext(known)) };
        },
      }),
    );
  });
}

/** What the gateway says beside the operation (`extensions.asked`): only it has the secret that lets it in here. */
const extensions = z.object({ extensions: z.object({ asked: z.record(z.string(), z.array(z.string()).max(64)) }) });
const askedOf = (body: unknown): RequestContext['asked'] => extensions.safeParse(body).data?.extensions.asked ?? {};

async function startApollo(options: Omit<ServeOptions<object>, 'createContext'>): Promise<ApolloServer<BaseContext>> {
  const apollo = new ApolloServer<BaseContext>({
    schema: options.schema,
    introspection: !options.production,
    hideSchemaDetailsFromClientErrors: options.production,
    includeStacktraceInErrorResponses: false,
    formatError,
    logger: options.logger,
    nodeEnv: options.production ? 'production' : 'development',
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [limitsRule],
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      errorPlugin(options),
      // Nothing is told to anyone outside, whatever the environment of the process holds.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
