import { ANONYMOUS } from '@belgi/access';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { RequestContext } from './context.js';

export interface ExecuteAs extends Partial<RequestContext> {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the service's `createContext` would add. */
  readonly context?: object;
}

/** For tests: executes against a schema as a given caller, without HTTP and without the error mask. */
export async function executeAs<Data = Record<string, unknown>>(
  schema: GraphQLSchema,
  { query, variables, context, ...request }: ExecuteAs,
): Promise<ExecutionResult<Data>> {
  const base: RequestContext = {
    actor: ANONYMOUS,
    locale: 'EN',
    requestId: '00000000-0000-7000-8000-000000000000',
    clientAddress: '192.0.2.1',
    optsOut: false,
    asked: {},
    ...request,
  };
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables ?? {},
    contextValue: { ...base, ...context },
  });
  return result as ExecutionResult<Data>;
}
