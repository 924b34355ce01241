import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bodies of ordinary requests; a route with larger ones says so itself. */
export const BODY_LIMIT_BYTES = 256 * 1024;
/** Headers must arrive in this time, in ms, and an ordinary request as a whole: slow senders do not hold sockets. */
export const ARRIVAL_MS = 30_000;
/** The slowest line on which a body larger than ordinary ones still gets through: half a Mbit/s. */
const SLOWEST_BYTES_PER_SECOND = 64 * 1024;
/** No request may take longer than this to arrive, in ms, whatever its route takes. */
export const LONGEST_ARRIVAL_MS = 300_000;

/**
 * How long a request may take to arrive, in ms, on a route that takes bodies of so many bytes: 30 s, and for a letter of
 * 10 MiB about three minutes.
 */
export function arrivalMs(bodyLimitBytes: number): number {
  const more = Math.max(0, bodyLimitBytes - BODY_LIMIT_BYTES) / SLOWEST_BYTES_PER_SECOND;
  return Math.min(ARRIVAL_MS + Math.ceil(more * 1_000), LONGEST_ARRIVAL_MS);
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Ends requests whose body comes too slowly for their route, with the 408 that Node gives. The attack: announce a body
 * and send a byte now and then, on many connections. Node's own limit is one for the whole server: short enough to hold
 * that off it cuts large uploads, long enough for those it lets every route be held.
 */
export function limitArrival(app: FastifyInstance, allowedMs: (bodyLimitBytes: number) => number): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    if (hasBody(request)) {
      const end = () => {
        // After the head of an answer a 408 would be read as a part of it.
        if (reply.raw.headersSent) raw.destroy();
        else app.server.emit('clientError', late(), raw.socket);
      };
      const timer = setTimeout(end, allowedMs(request.routeOptions.bodyLimit ?? BODY_LIMIT_BYTES)).unref();
      const forget = () => clearTimeout(timer);
      raw.once('end', forget).once('close', forget);
    }
    done();
  });
}

const late = () => Object.assign(new Error('the body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
