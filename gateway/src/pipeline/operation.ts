import { getOperationAST, getVariableValues, type OperationDefinitionNode } from 'graphql';
import type { ReadDocument } from '../graph/documents.js';
import type { Graph } from '../graph/graph.js';
import { LIMITS } from '../operation/limits.js';
import { measure } from '../operation/measure.js';
import { hasPersonalArguments } from '../operation/personal-arguments.js';
import { type GraphQLRequest, readRequest } from '../operation/read-request.js';
import type { Exchange, Rejection } from './exchange.js';
import { mediaTypeFor } from './media-type.js';
import type { Step } from './pipeline.js';

/** Which limit an operation breaks, if any. Cheap, and before validation, which is not. */
function brokenLimit(document: ReadDocument['document'], operation: OperationDefinitionNode): Rejection | undefined {
  const measures = measure(document, operation);
  if (measures.depth > LIMITS.depth) return { code: 'TOO_DEEP', parameters: { limit: LIMITS.depth } };
  if (measures.rootFields > LIMITS.rootFields) {
    return { code: 'TOO_MANY_ROOT_FIELDS', parameters: { limit: LIMITS.rootFields } };
  }
  if (measures.aliases > LIMITS.aliases) return { code: 'TOO_MANY_ALIASES', parameters: { limit: LIMITS.aliases } };
  if (measures.directives > LIMITS.directives) {
    return { code: 'TOO_MANY_DIRECTIVES', parameters: { limit: LIMITS.directives } };
  }
  if (measures.fields > LIMITS.fields) return { code: 'TOO_MANY_FIELDS', parameters: { limit: LIMITS.fields } };
  return undefined;
}

/** What a URL may not hold: anything but queries, anything of a person. */
function unfitForUrl(operation: OperationDefinitionNode, read: ReadDocument, request: GraphQLRequest) {
  if (operation.operation !== 'query') {
    return { code: 'METHOD_NOT_ALLOWED', headers: { allow: 'POST' } } as const;
  }
  if (hasPersonalArguments(read.document, request.variables)) return { code: 'PERSONAL_ARGUMENT_IN_URL' } as const;
  return undefined;
}

function check(exchange: Exchange, graph: Graph, request: GraphQLRequest): Rejection | undefined {
  const read = graph.read(request.query);
  if ('rejection' in read) return read.rejection;
  const { document } = read;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { code: 'OPERATION_UNKNOWN' };
  const unfit = exchange.method === 'GET' ? unfitForUrl(operation, read, request) : undefined;
  if (unfit !== undefined) return unfit;
  const broken = brokenLimit(document, operation);
  if (broken !== undefined) return broken;
  const invalid = graph.validate(read);
  if (invalid.length > 0) return { code: 'GRAPHQL_VALIDATION_FAILED', errors: invalid };
  const { errors } = getVariableValues(graph.schema, operation.variableDefinitions ?? [], request.variables, {
    maxErrors: LIMITS.validationErrors,
  });
  if (errors !== undefined) return { code: 'BAD_USER_INPUT', errors };
  exchange.operation = {
    graph,
    source: request.query,
    document,
    kind: operation.operation,
    name: operation.name?.value,
    variables: request.variables,
  };
  return undefined;
}

/**
 * Reads, limits, parses and validates the operation against the graph that runs at this moment; the exchange keeps
 * that graph to its end, whatever is loaded meanwhile.
 */
export function operationStep(currentGraph: () => Graph | undefined): Step {
  return {
    name: 'operation',
    async run(exchange) {
      // Asked before anything is executed: a mutation whose answer nobody can read should not happen.
      if (mediaTypeFor(exchange.headers.accept) === undefined) return { code: 'NOT_ACCEPTABLE' };
      const read = await readRequest(exchange);
      if ('rejection' in read) return read.rejection;
      const graph = currentGraph();
      if (graph === undefined) return { code: 'GRAPH_UNAVAILABLE', headers: { 'retry-after': '2' } };
      return check(exchange, graph, read.request);
    },
  };
}
