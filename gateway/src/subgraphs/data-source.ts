import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger, Metrics } from '@belgi/runtime';
import { type DocumentNode, type GraphQLFormattedError, Kind, OperationTypeNode } from 'graphql';
import type { Pool } from 'undici';
import type { GraphContext } from '../graph/graph.js';
import { askedOfPersons, LOOKED_UP } from '../operation/asked-of-persons.js';
import { callSubgraph, type Failure, SubgraphCallError } from './call.js';
import { subgraphHeaders } from './forwarded-headers.js';
import { withListIndexes } from './list-paths.js';
import { unavailableErrors } from './unavailable.js';

export interface DataSourceOptions {
  readonly subgraph: string;
  readonly pool: Pool;
  readonly deploymentSecret: string;
  /** Milliseconds one call may take, by the kind of operation sent to the subgraph. */
  readonly deadlines: { readonly query: number; readonly mutation: number };
  readonly logger: Logger;
  readonly metrics: Metrics;
}

type Process = GraphQLDataSource<GraphContext>['process'];
type Answer = Awaited<ReturnType<Process>>;
type Fetch = Extract<Parameters<Process>[0], { incomingRequestContext: unknown }>;

/** Only what is known to be a query is treated as one. */
const isQuery = (document: DocumentNode | undefined) =>
  document?.definitions.every(
    (node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === OperationTypeNode.QUERY,
  ) === true;

/** An error of a subgraph as it stands in its answer; whatever is not in the shape of one is left out. */
function errorFrom(value: unknown): GraphQLFormattedError {
  const { message, path, extensions } = (value ?? {}) as Record<string, unknown>;
  return {
    message: typeof message === 'string' ? message : 'no message',
    ...(Array.isArray(path) && { path: path as (string | number)[] }),
    ...(extensions !== null && typeof extensions === 'object' && { extensions: extensions as Record<string, unknown> }),
  };
}

/** The planner's own fields of this call: which entities it asks for, and where they belong. */
function placed(fetch: Fetch, errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const representations = fetch.request.variables?.['representations'];
  if (!Array.isArray(representations)) return errors;
  return withListIndexes(errors, fetch.context.roots, fetch.pathInIncomingRequest ?? [], representations);
}

/** How `@apollo/gateway` reaches one subgraph: our pools, our headers, our deadlines. */
export function createDataSource(options: DataSourceOptions): GraphQLDataSource<GraphContext> {
  const { subgraph, pool, deploymentSecret, deadlines, logger, metrics } = options;
  const seconds = metrics.histogram('belgi_gateway_subgraph_seconds', 'Time of a call to a subgraph', [
    'subgraph',
    'outcome',
  ]);
  const retries = metrics.counter('belgi_gateway_subgraph_retries_total', 'Queries asked again', ['subgraph']);

  async function ask(fetch: Fetch): Promise<Answer> {
    const { exchange, roots } = fetch.context;
    const { query, variables, operationName } = fetch.request;
    const repeatable = isQuery(fetch.document);
    const deadline = AbortSignal.timeout(repeatable ? deadlines.query : deadlines.mutation);
    const asked = subgraph === LOOKED_UP.subgraph && exchange.operation && askedOfPersons(exchange.operation);
    const { data, errors } = await callSubgraph(pool, {
      body: JSON.stringify({ query, variables, operationName, ...(asked && { extensions: { asked } }) }),
      headers: subgraphHeaders(exchange, deploymentSecret),
      // A client that has gone wants no answer, but a mutation it sent is finished, not left half way.
      signal: repeatable ? AbortSignal.any([deadline, exchange.gone]) : deadline,
      repeatable,
      onRetry: () => retries.inc({ subgraph }),
    });
    const answer = (data ?? null) as Record<string, unknown> | null;
    if (answer !== null && fetch.pathInIncomingRequest?.length === 0) roots.push(answer);
    return { data: answer, ...(Array.isArray(errors) && { errors: placed(fetch, errors.map(errorFrom)) }) };
  }

  return {
    async process(fetch) {
      if (!('incomingRequestContext' in fetch)) throw new Error('schemas come from the supergraph, not from subgraphs');
      const startedAt = performance.now();
      const ended = (outcome: 'ok' | 'errors' | Failure) =>
        seconds.observe({ subgraph, outcome }, (performance.now() - startedAt) / 1_000);
      try {
        const answer = await ask(fetch);
        ended(answer.errors === undefined ? 'ok' : 'errors');
        return answer;
      } catch (err) {
        if (!(err instanceof SubgraphCallError)) throw err;
        ended(err.failure);
        const level = err.failure === 'client-gone' ? 'debug' : 'error';
        const { requestId } = fetch.context.exchange;
        logger[level]({ requestId, subgraph, failure: err.failure, err }, 'subgraph call failed');
        return { errors: placed(fetch, unavailableErrors(fetch.document, fetch.request.variables)) };
      }
    },
  };
}
