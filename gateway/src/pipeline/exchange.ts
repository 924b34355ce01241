import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Actor } from '@belgi/access';
import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { OwnCodeName } from '../errors/codes.js';
import type { Graph } from '../graph/graph.js';
import type { Locale } from '../locale.js';
import type { XRoad } from '../x-road/headers.js';

/** One operation that passed every limit. */
export interface Operation {
  readonly graph: Graph;
  readonly source: string;
  readonly document: DocumentNode;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Given by the client; undefined for an anonymous operation. */
  readonly name: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What execution gave, before masking. No `data` member: nothing was executed. */
export interface Outcome {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLError[];
}

/** A step's "no": the steps that follow are passed over, the closing ones word the answer. */
export interface Rejection {
  readonly code: OwnCodeName;
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** A word for programs beside the code: `extensions.reason`. */
  readonly reason?: string;
  /** Where in the document, or several faults at once: graphql-js's own errors. */
  readonly errors?: readonly GraphQLError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that holds no GraphQL: a preflight. */
export interface Finished {
  readonly status: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Serialised JSON, or undefined for an empty answer. */
  readonly body: string | undefined;
}

/** One request on its way through the pipeline; each step reads what earlier ones set. */
export interface Exchange {
  // What came in; never changed.
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Path and query as they came. The query may hold what a log must not. */
  readonly target: string;
  /** Raw query string without `?`. It may hold what a log must not. */
  readonly search: string;
  readonly raw: IncomingMessage;
  /** The peer of the socket. */
  readonly peer: string;
  /** Aborted when the client has gone. */
  readonly gone: AbortSignal;

  // request-id
  requestId: string;
  locale: Locale;
  clientAddress: string;
  // cors-and-csrf and others: headers of the answer
  readonly replyHeaders: Record<string, string>;
  // x-road
  xRoad?: XRoad;
  // authenticate
  actor: Actor;
  // operation
  /** The bytes of the body, once they were read. */
  body?: Buffer;
  operation?: Operation;
  // execute
  outcome?: Outcome;
  // any step
  rejection?: Rejection;
  finished?: Finished;
  /** Thrown by a step: a fault of ours. */
  fault?: unknown;
  // mask-errors
  masked?: {
    readonly status: number;
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors: readonly GraphQLFormattedError[];
  };
  // respond
  reply?: Reply;
}
