import type { Readable } from 'node:stream';
import type { Logger, Metrics } from '@belgi/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerError } from '../errors/answer-error.js';
import type { Budget } from '../pipeline/budget.js';
import type { Caller } from '../pipeline/caller.js';
import type { ClientAddress } from '../pipeline/client-address.js';
import type { Cors } from '../pipeline/cors.js';
import type { Rejection } from '../pipeline/exchange.js';
import { ownHeaders } from '../subgraphs/forwarded-headers.js';
import type { Pools } from '../subgraphs/pools.js';
import { requestHeaders, responseHeaders } from './headers.js';
import { endLingering, limitedBody, TooLargeError } from './limit-stream.js';
import type { Route } from './table.js';

export interface PassThroughOptions {
  readonly routes: readonly Route[];
  readonly pools: Pools;
  readonly deploymentSecret: string;
  readonly caller: Caller;
  readonly publicUrl: string;
  readonly clientAddress: ClientAddress;
  readonly cors: Cors;
  readonly budget: Budget;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Attack: `/policy/../graphql`, or the same with %2e and %2f, matches the pattern here and may mean another path at
 * the service. Honest clients resolve dots themselves, and none of our paths holds an encoded slash.
 */
const UNTIDY_PATH = /\/\.{1,2}(\/|$)|\/\/|\\|%2e|%2f|%5c|%00/i;

/** Serves the fixed table of routes: streams both ways, adds the secret, says who called. */
export function servePassThrough(app: FastifyInstance, options: PassThroughOptions): void {
  // Bodies are streamed on, so nothing here may read them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const seconds = options.metrics.histogram('belgi_gateway_route_seconds', 'Time to the head of a passed answer', [
    'service',
    'status',
  ]);
  for (const route of options.routes) {
    const paths = route.below ? [route.path, `${route.path}/*`] : [route.path];
    for (const url of paths) {
      app.options(url, (request, reply) => preflight(request, reply, options.cors));
      app.route({
        url,
        method: [...route.methods],
        bodyLimit: Math.max(1, route.bodyBytes),
        handler: async (request, reply) => {
          const startedAt = performance.now();
          endLingering(request.raw, reply.raw);
          const refusal = refusalOf(route, request, reply, options);
          if (refusal !== undefined) return refusal;
          const rejection = await proofRejection(request, options);
          if (rejection !== undefined) {
            return answerError(request, reply.headers(rejection.headers ?? {}), rejection.code);
          }
          const answer = await ask(route, request, reply, options);
          const status = `${Math.trunc(reply.statusCode / 100)}xx`;
          seconds.observe({ service: route.service, status }, (performance.now() - startedAt) / 1_000);
          return answer === undefined ? reply : reply.send(answer);
        },
      });
    }
  }
}

function preflight(request: FastifyRequest, reply: FastifyReply, cors: Cors) {
  if (!cors.allows(request.headers)) return answerError(request, reply, 'ORIGIN_NOT_ALLOWED');
  return reply.code(204).headers(cors.headersFor(request.headers, true)).send();
}

const callerOf = (request: FastifyRequest, { clientAddress }: PassThroughOptions) =>
  clientAddress(request.raw.socket.remoteAddress ?? '', request.headers['x-forwarded-for']);

/** Why a request does not reach its service, already worded; undefined: it does. */
function refusalOf(route: Route, request: FastifyRequest, reply: FastifyReply, options: PassThroughOptions) {
  const [path = ''] = request.raw.url?.split('?') ?? [];
  if (UNTIDY_PATH.test(path)) return answerError(request, reply, 'NOT_FOUND');
  const seconds = options.budget.take(callerOf(request, options));
  if (seconds > 0) {
    return answerError(request, reply.header('retry-after', String(seconds)), 'RATE_LIMITED', { seconds });
  }
  if (Number(request.headers['content-length'] ?? 0) > route.bodyBytes) return tooLarge(route, request, reply);
  return undefined;
}

/**
 * Services check tokens themselves, but what a proof was made for and whether it was used before is known here only. So a
 * token that is bound to a key is checked on its way through; the others pass as they came.
 */
async function proofRejection(request: FastifyRequest, { caller }: PassThroughOptions): Promise<Rejection | undefined> {
  const { authorization, dpop } = request.headers;
  if (authorization === undefined || !/^DPoP /i.test(authorization)) return undefined;
  const proof = typeof dpop === 'string' ? dpop : undefined;
  const known = await caller({ authorization, proof, method: request.method, target: request.raw.url ?? '' });
  return 'rejection' in known ? known.rejection : undefined;
}

/** The rest of the body is still on its way: it is read for a moment more, so that the answer arrives. */
const tooLarge = (route: Route, request: FastifyRequest, reply: FastifyReply) =>
  answerError(request, reply, 'REQUEST_TOO_LARGE', { limit: route.bodyBytes });

/**
 * Asks the service and sets status and headers of the reply.
 * @returns the body to stream, or undefined when the reply has been given or nobody waits for one
 */
async function ask(route: Route, request: FastifyRequest, reply: FastifyReply, options: PassThroughOptions) {
  const { pools, cors, logger } = options;
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  // Ends with the head of the answer: a large page may take its time after that.
  const deadline = setTimeout(() => gone.abort(), route.deadlineMs);
  try {
    const body = bodyOf(route, request);
    const headers = { ...requestHeaders(request.headers), ...addedHeaders(request, options) };
    if (body === null) delete headers['content-length'];
    const answer = await pools[route.service].request({
      path: pathAt(route, request.raw.url ?? '/'),
      method: request.method as 'GET',
      headers,
      body,
      signal: gone.signal,
    });
    const own = cors.allows(request.headers) ? cors.headersFor(request.headers, false) : {};
    const theirs = responseHeaders(answer.headers);
    const vary = [theirs['vary'] ?? [], own['vary'] ?? []].flat().join(', ');
    void reply.code(answer.statusCode).headers({ ...theirs, ...own, ...(vary !== '' && { vary }) });
    return answer.body;
  } catch (error) {
    if (isTooLarge(error)) void tooLarge(route, request, reply);
    else if (!reply.raw.destroyed) {
      logger.error({ requestId: request.id, service: route.service, route: route.path, err: error }, 'route failed');
      void answerError(request, reply.header('retry-after', '2'), 'SUBGRAPH_UNAVAILABLE');
    }
    return undefined;
  } finally {
    clearTimeout(deadline);
  }
}

/** The query goes along: it may hold a code or a state, so neither it nor the path is ever logged. */
function pathAt(route: Route, url: string): string {
  if (route.target === undefined) return url;
  const query = url.indexOf('?');
  return query < 0 ? route.target : route.target + url.slice(query);
}

function addedHeaders(request: FastifyRequest, options: PassThroughOptions): Record<string, string> {
  const caller = callerOf(request, options);
  const { protocol, host } = new URL(options.publicUrl);
  return {
    ...ownHeaders({ requestId: request.id, clientAddress: caller, deploymentSecret: options.deploymentSecret }),
    // From our configuration, never from the client's Host: links a service writes must lead to us.
    'x-forwarded-for': caller,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-host': host,
  };
}

function bodyOf(route: Route, request: FastifyRequest): Readable | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return limitedBody(request.raw, route.bodyBytes);
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof TooLargeError || (error instanceof Error && error.cause instanceof TooLargeError);
