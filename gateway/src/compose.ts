import { createRemoteJwks, createTokenVerifier, IssuerUnavailableError, type Jwks } from '@belgi/access';
import { createHttpServer, type Health, type Logger, type Metrics } from '@belgi/runtime';
import type { FastifyInstance } from 'fastify';
import type { GatewayEnvironment } from './environment.js';
import { answerError } from './errors/answer-error.js';
import { type GraphFile, openGraphFile } from './graph/graph-file.js';
import { openGraphs } from './graph/graphs.js';
import { serveGraphiql } from './pages/graphiql.js';
import { serveGraphql } from './pages/graphql.js';
import { serveLanding } from './pages/landing.js';
import { addSecurityHeaders } from './pages/security-headers.js';
import { agenciesOnlyStep } from './pipeline/agencies-only.js';
import { authenticateStep } from './pipeline/authenticate.js';
import { createBudget } from './pipeline/budget.js';
import { createCaller } from './pipeline/caller.js';
import { clientAddressFrom } from './pipeline/client-address.js';
import { createCors } from './pipeline/cors.js';
import { corsAndCsrfStep } from './pipeline/cors-and-csrf.js';
import { executeStep } from './pipeline/execute.js';
import { maskErrorsStep } from './pipeline/mask-errors.js';
import { operationStep } from './pipeline/operation.js';
import { createPipeline } from './pipeline/pipeline.js';
import { rateLimitStep } from './pipeline/rate-limit.js';
import { requestIdStep } from './pipeline/request-id.js';
import { respondStep } from './pipeline/respond.js';
import { xRoadAnswerStep, xRoadStep } from './pipeline/x-road.js';
import { servePassThrough } from './routes/pass-through.js';
import { ROUTES } from './routes/table.js';
import { createDataSource } from './subgraphs/data-source.js';
import { isServiceName, openPools, type Pools, SERVICES } from './subgraphs/pools.js';
import { reportSubgraphs } from './subgraphs/report.js';
import { createUsedProofs } from './subgraphs/used-proofs.js';

/** A subgraph's answer: a page of a hundred lots has some 200 KiB; more than this is a fault, not a page. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** Bad tokens an address may send a second, four seconds' worth at once. */
const BAD_TOKENS_PER_SECOND = 5;

export interface Gateway {
  readonly app: FastifyInstance;
  /** Finishes what is under way, then lets go of everything. */
  close(): Promise<void>;
}

interface Tools {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
}

/** Wires the gateway; this file is the only place that knows all its parts. */
export async function composeGateway(environment: GatewayEnvironment, tools: Tools): Promise<Gateway> {
  const { logger, metrics, health } = tools;
  const origins = {
    identity: environment.IDENTITY_URL,
    privacy: environment.PRIVACY_URL,
    auction: environment.AUCTION_URL,
    notify: environment.NOTIFY_URL,
  };
  const subgraphPools = openPools(origins, MAX_ANSWER_BYTES);
  const routePools = openPools(origins, -1);
  const graphFile = await openFile(environment, subgraphPools, tools);
  const jwks = createRemoteJwks(environment.IDENTITY_JWKS_URL, {
    onFetchFailed: (err) => logger.warn({ err }, 'keys of identity not fetched, the ones we hold stay in use'),
  });

  const app = createHttpServer({ logger, health, metrics });
  answerFaults(app, logger);
  await serve(app, environment, tools, { graphFile, jwks, routePools });

  health.addCheck('supergraph', () => {
    if (graphFile.current() === undefined) throw new Error(`no supergraph runs: ${graphFile.fault() ?? 'loading'}`);
  });
  health.addOptionalCheck('supergraph-file', () => {
    const fault = graphFile.fault();
    if (fault !== undefined) throw new Error(`the file as it is now was refused: ${fault}`);
  });
  health.addCheck(
    'keys-of-identity',
    once(() => jwks.keyFor('none-has-this-id')),
  );
  reportSubgraphs(health, origins, SERVICES);

  return {
    app,
    close: async () => {
      await app.close();
      await graphFile.close();
      await Promise.all([subgraphPools.close(), routePools.close()]);
    },
  };
}

/** The supergraph in its file, with our data sources for the subgraphs it names. */
function openFile(environment: GatewayEnvironment, pools: Pools, { logger, metrics }: Tools): Promise<GraphFile> {
  const dataSourceOf = (subgraph: string) => {
    if (!isServiceName(subgraph)) throw new Error(`the supergraph names an unknown subgraph: ${subgraph}`);
    return createDataSource({
      subgraph,
      pool: pools[subgraph],
      deploymentSecret: firstOf(environment.DEPLOYMENT_SECRETS),
      deadlines: { query: environment.QUERY_DEADLINE_MS, mutation: environment.MUTATION_DEADLINE_MS },
      logger,
      metrics,
    });
  };
  return openGraphFile({
    file: environment.SUPERGRAPH_FILE,
    open: (supergraph) => openGraphs({ supergraph, dataSourceOf, introspection: environment.introspection, logger }),
    logger,
    metrics,
  });
}

interface Parts {
  readonly graphFile: GraphFile;
  readonly jwks: Jwks;
  readonly routePools: Pools;
}

/** Everything that answers: the pipelines of both graphs, the table of routes, the pages. */
async function serve(app: FastifyInstance, environment: GatewayEnvironment, { logger, metrics }: Tools, parts: Parts) {
  const clientAddress = clientAddressFrom(environment.TRUSTED_PROXIES);
  const cors = createCors(environment.CORS_ORIGINS, environment.PUBLIC_URL);
  const deploymentSecret = firstOf(environment.DEPLOYMENT_SECRETS);
  const caller = createCaller({
    verifier: createTokenVerifier({ issuer: `${environment.PUBLIC_URL}/oauth`, jwks: parts.jwks }),
    usedProofs: createUsedProofs({ pool: parts.routePools.identity, deploymentSecret, logger }),
    publicUrl: environment.PUBLIC_URL,
  });
  const budgets = {
    address: createBudget(environment.RATE_PER_ADDRESS),
    actor: createBudget(environment.RATE_PER_ACTOR),
  };

  const authenticate = authenticateStep(caller, createBudget(BAD_TOKENS_PER_SECOND));
  const pipeline = createPipeline(
    [
      requestIdStep(clientAddress),
      corsAndCsrfStep(cors),
      authenticate,
      rateLimitStep(budgets),
      operationStep(() => parts.graphFile.current()?.full),
      executeStep(metrics),
      maskErrorsStep(logger),
      respondStep(),
    ],
    metrics,
  );
  const partnerPipeline = createPipeline(
    [
      requestIdStep(clientAddress),
      corsAndCsrfStep(cors),
      xRoadStep(),
      authenticate,
      rateLimitStep(budgets),
      agenciesOnlyStep(),
      operationStep(() => parts.graphFile.current()?.partner),
      executeStep(metrics),
      xRoadAnswerStep(logger),
      maskErrorsStep(logger),
      respondStep(),
    ],
    metrics,
  );

  addSecurityHeaders(app, environment.PUBLIC_URL);
  await app.register(async (scope) =>
    serveGraphql(scope, { '/graphql': pipeline, '/partner/graphql': partnerPipeline }),
  );
  await app.register(async (scope) =>
    servePassThrough(scope, {
      routes: ROUTES,
      pools: parts.routePools,
      deploymentSecret,
      caller,
      publicUrl: environment.PUBLIC_URL,
      clientAddress,
      cors,
      budget: createBudget(environment.RATE_PER_ADDRESS),
      logger,
      metrics,
    }),
  );
  serveLanding(app, { graphiql: environment.graphiql, mailbox: environment.MAILBOX_URL, bank: environment.BANK_URL });
  if (environment.graphiql) await serveGraphiql(app, logger);
}

/** What no route and no step has answered still has the shape of every other error. */
function answerFaults(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((request, reply) => answerError(request, reply, 'NOT_FOUND'));
  app.setErrorHandler((error, request, reply) => {
    logger.error({ requestId: request.id, err: error }, 'request failed');
    return answerError(request, reply, 'INTERNAL');
  });
}

/** Of two secrets the first is sent; services take both while it is being changed. */
function firstOf(secrets: readonly string[]): string {
  const [first] = secrets;
  if (first === undefined) throw new Error('there is no deployment secret');
  return first;
}

/** A check that has passed once stays passed: keys we hold serve us while identity is away. */
function once(check: () => Promise<unknown>): () => Promise<void> {
  let passed = false;
  return async () => {
    if (passed) return;
    try {
      await check();
    } catch (error) {
      if (error instanceof IssuerUnavailableError)
        throw new Error('waiting for the keys of identity', { cause: error });
      throw error;
    }
    passed = true;
  };
}
