import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { Logger, Metrics } from '@belgi/runtime';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './context.js';
import { describeFault } from './describe-fault.js';
import { type MaskedError, maskError } from './error-mask.js';
import { textIn } from './texts.js';

/** Masked errors wait here, out of the answer's JSON, until the request's language is known. */
const MASKED = Symbol('masked');
type Formatted = GraphQLFormattedError & { [MASKED]?: MaskedError };

/** For Apollo's `formatError`, which knows neither request nor language. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const masked = maskError(formatted, error);
  const { locations, path } = formatted;
  const result: Formatted = {
    message: masked.message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { ...masked.extensions, code: masked.code },
  };
  Object.defineProperty(result, MASKED, { value: masked });
  return result;
}

/** Logs faults whole, counts errors by code, and gives every error its language and the request id. */
export function errorPlugin({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: Metrics;
}): ApolloServerPlugin<BaseContext> {
  const errors = metrics.counter('subgraph_errors_total', 'GraphQL errors answered, by code', ['code']);
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors: encountered, contextValue, operationName }) {
          const { requestId } = contextValue as RequestContext;
          for (const error of encountered) {
            const { code, fault } = maskError(error.toJSON(), error);
            errors.inc({ code });
            if (!fault) {
              logger.debug({ requestId, code, path: error.path, operationName }, 'graphql error');
              continue;
            }
            const original = unwrapResolverError(error);
            logger.error(
              { requestId, path: error.path, operationName, fault: describeFault(original) },
              'graphql fault',
            );
          }
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single' || response.body.singleResult.errors === undefined) return;
          const { requestId, locale } = contextValue as RequestContext;
          response.body.singleResult.errors = response.body.singleResult.errors.map((error) => {
            const masked = (error as Formatted)[MASKED];
            return {
              ...error,
              message: masked?.texts === undefined ? error.message : textIn(locale, masked.texts),
              extensions: { ...error.extensions, requestId },
            };
          });
        },
      };
    },
  };
}
