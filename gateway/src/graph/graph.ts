import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@belgi/runtime';
import type { DocumentNode, FormattedExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { silenceTelemetry } from '../environment.js';
import { LIMITS } from '../operation/limits.js';
import type { Exchange, Operation, Outcome } from '../pipeline/exchange.js';
import { createDocuments, type Documents } from './documents.js';

/** What a subgraph call needs to know of the request it is part of. */
export interface GraphContext {
  readonly exchange: Exchange;
  /** Filled by Apollo Server with the errors before any formatting. */
  readonly errors: GraphQLError[];
  /** Answers of the operation's root fetches, kept by reference: later answers are merged into these objects. */
  readonly roots: Readonly<Record<string, unknown>>[];
}

/**
 * One supergraph, ready to run. Immutable: a reload opens another one beside it, so that an operation plans, fetches
 * and completes on the graph it was validated against.
 */
export interface Graph extends Documents {
  readonly schema: GraphQLSchema;
  execute(operation: Operation, exchange: Exchange): Promise<Outcome>;
  /** Ends the graph once its last operation has ended. */
  retire(): Promise<void>;
}

export interface GraphOptions {
  readonly supergraph: string;
  /** @throws when there is no such subgraph */
  readonly dataSourceOf: (subgraph: string) => GraphQLDataSource<GraphContext>;
  readonly introspection: boolean;
  readonly logger: Logger;
}

/** Keeps the errors as they were thrown: formatting drops what belongs in the log. */
const keepErrors: ApolloServerPlugin<GraphContext> = {
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => void contextValue.errors.push(...errors),
  }),
};

/** Apollo's libraries log sentences; ours are objects. */
function loggerFor(logger: Logger) {
  const at = (level: 'debug' | 'warn' | 'error') => (message?: unknown) =>
    logger[level]({ part: 'apollo' }, String(message));
  return { debug: at('debug'), info: at('debug'), warn: at('warn'), error: at('error') };
}

/** Apollo Server asks here first; what is not ours (a document it parsed itself) is not kept. */
function documentStore(documents: () => Documents | undefined) {
  const HEX_SHA256 = 64; // characters; Apollo puts its schema hash before the document's
  return {
    get: async (key: string): Promise<DocumentNode | undefined> => documents()?.validated(key.slice(-HEX_SHA256)),
    set: async () => undefined,
    delete: async () => undefined,
  };
}

/**
 * Opens a supergraph.
 * @throws when it is not one, or names a subgraph we do not know
 */
export async function openGraph(options: GraphOptions): Promise<Graph> {
  silenceTelemetry();
  const logger = loggerFor(options.logger);
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraph,
    buildService: ({ name }) => options.dataSourceOf(name),
    validateSupergraph: true,
    // The data source tells queries from mutations by it.
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    // Its plan display for developers answers a header of the client: not ours to offer.
    __exposeQueryPlanExperimental: false,
    logger,
  });
  let documents: Documents | undefined;
  const server = new ApolloServer<GraphContext>({
    gateway,
    logger,
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    documentStore: documentStore(() => documents),
    plugins: [
      keepErrors,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  const schema = await started(server, gateway);
  documents = createDocuments(schema, options.introspection);
  return {
    schema,
    ...documents,
    ...createRunner(server),
  };
}

/** Starts the server and gives the schema clients see. */
async function started(server: ApolloServer<GraphContext>, gateway: ApolloGateway): Promise<GraphQLSchema> {
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  await server.start();
  if (schema === undefined) throw new Error('the gateway started without a schema');
  return schema;
}

/** Executes operations and knows how many are under way. */
function createRunner(server: ApolloServer<GraphContext>): Pick<Graph, 'execute' | 'retire'> {
  let running = 0;
  let idle: (() => void) | undefined;
  return {
    async execute(operation, exchange) {
      running += 1;
      const errors: GraphQLError[] = [];
      try {
        const { body } = await server.executeOperation(
          {
            query: operation.source,
            variables: { ...operation.variables },
            ...(operation.name !== undefined && { operationName: operation.name }),
          },
          { contextValue: { exchange, errors, roots: [] } },
        );
        if (body.kind !== 'single') throw new Error('the gateway gave an incremental result');
        return outcomeOf(body.singleResult, errors);
      } finally {
        running -= 1;
        if (running === 0) idle?.();
      }
    },
    async retire() {
      if (running > 0) await new Promise<void>((resolve) => (idle = resolve));
      await server.stop();
    },
  };
}

/**
 * The planner reports a null in a non-null place only in an extension; for the client it is an error like any other.
 * When subgraphs told errors they explain the nulls better.
 */
function outcomeOf({ data, extensions }: FormattedExecutionResult, errors: readonly GraphQLError[]): Outcome {
  const nulls = extensions?.['valueCompletion'];
  const all = errors.length > 0 || !Array.isArray(nulls) ? errors : (nulls as GraphQLError[]);
  return { ...(data !== undefined && { data }), errors: all };
}
