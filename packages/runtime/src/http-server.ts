import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { ARRIVAL_MS, arrivalMs, BODY_LIMIT_BYTES, LONGEST_ARRIVAL_MS, limitArrival } from './arrival.js';
import type { Health } from './health.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';
import { withTrace } from './trace.js';

/** Longer than any client's keep-alive here (4 s idle), so that the client closes first and never writes into a closing socket. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** What a caller may send as request id; anything else is replaced. */
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

export interface HttpServerOptions {
  readonly logger: Logger;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly bodyLimitBytes?: number;
  /** Also log each request (URL without its query) at `info`. Default true. */
  readonly logRequests?: boolean;
  /** Milliseconds that a request may take to arrive, by what its route takes; for tests. */
  readonly arrivalMs?: (bodyLimitBytes: number) => number;
}

/** Fastify with what every process has: request ids, trace context, health, metrics, JSON logs without queries. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const app = fastify({
    loggerInstance: options.logger as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimitBytes ?? BODY_LIMIT_BYTES,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: { headersTimeout: ARRIVAL_MS },
    requestTimeout: LONGEST_ARRIVAL_MS,
    forceCloseConnections: 'idle',
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });

  limitArrival(app, options.arrivalMs ?? arrivalMs);
  const latency = options.metrics.histogram('http_server_request_duration_seconds', 'Time from request to answer', [
    'method',
    'route',
    'status',
  ]);
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    const traceparent = request.headers['traceparent'];
    withTrace(typeof traceparent === 'string' ? traceparent : undefined, done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    latency.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    if (options.logRequests !== false && !QUIET_ROUTES.has(route)) {
      // Only the route's pattern: a path or query may carry what a log must not.
      options.logger.info(
        {
          requestId: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'request',
      );
    }
    done();
  });

  app.get('/health/live', () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const report = await options.health.report();
    return reply.code(report.ready ? 200 : 503).send(report);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics()),
  );
  endConnectionsOnClose(app);
  return app;
}

/**
 * `close` ends connections between two requests, once, at its beginning, and then waits for the others. It would wait
 * for those that have not asked anything yet (a browser that connected ahead, somebody who sends headers slowly, the
 * first ones or later ones) until the request's time is up, and for those whose last answer it has just given until the
 * client goes away.
 */
function endConnectionsOnClose(app: FastifyInstance): void {
  /** Connections on which no request is under way, whole headers being the beginning of one. */
  const silent = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    silent.delete(socket);
    response.once('finish', () => {
      if (!socket.destroyed) silent.add(socket);
    });
  });
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of silent) socket.destroy();
    done();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close');
  });
  // The head of a streamed answer may have left before: its connection is idle a moment after the last byte.
  app.addHook('onResponse', (_request, _reply, done) => {
    if (closing) setImmediate(() => app.server.closeIdleConnections());
    done();
  });
}

const QUIET_ROUTES = new Set(['/health/live', '/health/ready', '/metrics']);
