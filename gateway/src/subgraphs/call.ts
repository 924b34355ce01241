import type { Pool } from 'undici';

/** Why a subgraph gave no GraphQL answer; label of a metric and word in the log. */
export type Failure = 'deadline' | 'client-gone' | 'connection' | 'too-large' | 'not-graphql';

/** A subgraph call without an answer. The cause is whole, for the log; clients see SUBGRAPH_UNAVAILABLE. */
export class SubgraphCallError extends Error {
  override readonly name = 'SubgraphCallError';
  constructor(
    readonly failure: Failure,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export interface Call {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** True for queries only: asking again changes nothing. */
  readonly repeatable: boolean;
  readonly onRetry?: () => void;
}

/** A connection that ended before an answer began. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const codeOf = (error: unknown): unknown =>
  error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;

/**
 * Sends the request and waits for the head of the answer.
 * The race: t0 the service closes an idle socket, t1 we write into it, t2 the reset arrives. Nobody saw the request,
 * so a query is asked once more on another socket. Once an answer has begun nothing is repeated, and a mutation never
 * is: from here nobody can tell a request that was not seen from one whose answer was lost.
 */
async function send(pool: Pool, call: Call) {
  const ask = () =>
    pool.request({ path: '/graphql', method: 'POST', headers: call.headers, body: call.body, signal: call.signal });
  try {
    return await ask();
  } catch (error) {
    if (!call.repeatable || !BROKEN.has(String(codeOf(error)))) throw error;
    call.onRetry?.();
    return await ask();
  }
}

/**
 * One GraphQL request to a subgraph.
 * @returns the parsed JSON object, whatever the HTTP status: GraphQL errors come with 4xx as well
 * @throws SubgraphCallError
 */
export async function callSubgraph(pool: Pool, call: Call): Promise<Record<string, unknown>> {
  try {
    const { statusCode, headers, body } = await send(pool, call);
    const text = await body.text();
    if (!/json/i.test(String(headers['content-type'] ?? ''))) {
      throw new SubgraphCallError('not-graphql', `answered ${statusCode} without JSON`);
    }
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || !('data' in value || 'errors' in value)) {
      throw new SubgraphCallError('not-graphql', `answered ${statusCode} without data or errors`);
    }
    return value as Record<string, unknown>;
  } catch (error) {
    throw named(error, call.signal);
  }
}

function named(error: unknown, signal: AbortSignal): SubgraphCallError {
  if (error instanceof SubgraphCallError) return error;
  const cause = { cause: error };
  if (signal.aborted) {
    const late = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
    return late
      ? new SubgraphCallError('deadline', 'did not answer in time', cause)
      : new SubgraphCallError('client-gone', 'the client has gone', cause);
  }
  if (error instanceof SyntaxError) return new SubgraphCallError('not-graphql', 'answered with broken JSON', cause);
  if (codeOf(error) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new SubgraphCallError('too-large', 'answered with more than we take', cause);
  }
  return new SubgraphCallError('connection', `connection failed: ${String(codeOf(error) ?? 'unknown')}`, cause);
}
