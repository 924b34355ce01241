import type { Logger } from '@belgi/runtime';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { messageOf, OWN_CODES, type OwnCodeName, SUBGRAPH_CODES, UNAVAILABLE_CODES } from '../errors/codes.js';
import { withoutValues } from '../errors/without-values.js';
import type { Exchange, Outcome, Rejection } from './exchange.js';
import type { Step } from './pipeline.js';

/** Members of a subgraph's `extensions` that clients see beside the code. */
const KEPT_EXTENSIONS = ['reason', 'fields'] as const;

type Masked = NonNullable<Exchange['masked']>;

/** An error in the gateway's own words. */
function ownError(
  exchange: Exchange,
  code: OwnCodeName,
  parameters: Rejection['parameters'] = {},
  place: Pick<GraphQLFormattedError, 'path' | 'locations'> = {},
): GraphQLFormattedError {
  return {
    message: messageOf(code, exchange.locale, parameters),
    ...place,
    extensions: { code, requestId: exchange.requestId },
  };
}

function maskRejection(exchange: Exchange, rejection: Rejection): Masked {
  const { code, parameters, reason, errors, headers } = rejection;
  Object.assign(exchange.replyHeaders, headers);
  // graphql-js's words about the document are for the developer who wrote it, in English, with the place.
  const told = errors?.map(({ message, locations }) =>
    ownError(exchange, code, { detail: withoutValues(message) }, locations && { locations }),
  );
  const one = ownError(exchange, code, parameters);
  const reasoned = reason === undefined ? one : { ...one, extensions: { ...one.extensions, reason } };
  return { status: OWN_CODES[code].status, errors: told ?? [reasoned] };
}

/** One error of execution: kept, worded anew, or masked and logged whole. */
function maskError(exchange: Exchange, error: GraphQLError, logger: Logger): GraphQLFormattedError {
  const { code } = error.extensions;
  const place = error.path && { path: error.path };
  // Logged where it happened, with its cause.
  if (typeof code === 'string' && UNAVAILABLE_CODES.has(code)) {
    return ownError(exchange, 'SUBGRAPH_UNAVAILABLE', {}, place);
  }
  if (typeof code === 'string' && SUBGRAPH_CODES.has(code)) {
    const kept = KEPT_EXTENSIONS.filter((name) => error.extensions[name] !== undefined);
    return {
      message: error.message,
      ...(error.path && { path: error.path }),
      extensions: {
        code,
        ...Object.fromEntries(kept.map((name) => [name, error.extensions[name]])),
        requestId: exchange.requestId,
      },
    };
  }
  logger.error(
    { requestId: exchange.requestId, operation: exchange.operation?.name, err: error, extensions: error.extensions },
    'error masked',
  );
  return ownError(exchange, 'INTERNAL', {}, place);
}

function maskOutcome(exchange: Exchange, outcome: Outcome, logger: Logger): Masked {
  const errors = outcome.errors.map((error) => maskError(exchange, error, logger));
  // Without data nothing was executed: what is left is a request error (GraphQL §7.1).
  const executed = outcome.data !== undefined;
  const ours = errors.some(({ extensions }) => extensions?.['code'] === 'INTERNAL');
  return {
    status: executed ? 200 : ours ? 500 : 400,
    ...(executed && { data: outcome.data ?? null }),
    errors,
  };
}

/** Turns what happened into what the client may know: coded, localised, with the request's number, nothing else. */
export function maskErrorsStep(logger: Logger): Step {
  return {
    name: 'mask-errors',
    closing: true,
    run(exchange) {
      if (exchange.finished !== undefined) return undefined;
      if (exchange.rejection !== undefined) {
        exchange.masked = maskRejection(exchange, exchange.rejection);
        logger.debug({ requestId: exchange.requestId, refused: exchange.rejection.code }, 'request refused');
      } else if (exchange.fault === undefined && exchange.outcome !== undefined) {
        exchange.masked = maskOutcome(exchange, exchange.outcome, logger);
      } else {
        logger.error({ requestId: exchange.requestId, err: exchange.fault }, 'request failed');
        exchange.masked = maskRejection(exchange, { code: 'INTERNAL' });
      }
      return undefined;
    },
  };
}
