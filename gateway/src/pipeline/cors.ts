import type { IncomingHttpHeaders } from 'node:http';

/** Methods and headers a browser may use from an allowed origin. */
const METHODS = 'GET, POST, OPTIONS';
const REQUEST_HEADERS = [
  'accept-language',
  'apollo-require-preflight',
  'authorization',
  'content-type',
  'idempotency-key',
  'traceparent',
  'x-apollo-operation-name',
  'x-request-id',
].join(', ');
const READABLE_HEADERS = 'retry-after, x-request-id';
/** Browsers keep a preflight this long: seconds; Chromium's own ceiling is two hours. */
const PREFLIGHT_SECONDS = 7_200;

export interface Cors {
  /** No Origin, our own, or one on the list. */
  allows(headers: IncomingHttpHeaders): boolean;
  /** Headers of the answer; empty when the request is not from another origin. */
  headersFor(headers: IncomingHttpHeaders, preflight: boolean): Record<string, string>;
}

/**
 * CORS by list. No credentials mode: we keep no cookies, callers send a bearer token, so there is nothing that a
 * foreign page could borrow.
 */
export function createCors(allowedOrigins: readonly string[], publicUrl: string): Cors {
  const allowed = new Set([...allowedOrigins, new URL(publicUrl).origin].map((origin) => origin.toLowerCase()));
  /** The page we served ourselves, by whatever name the browser knows us. */
  const isSame = (headers: IncomingHttpHeaders, origin: string) =>
    headers.host !== undefined && (origin === `http://${headers.host}` || origin === `https://${headers.host}`);
  return {
    allows: (headers) => {
      const origin = headers.origin?.toLowerCase();
      return origin === undefined || allowed.has(origin) || isSame(headers, origin);
    },
    headersFor: (headers, preflight) => {
      if (headers.origin === undefined) return { vary: 'origin' };
      return {
        vary: 'origin',
        'access-control-allow-origin': headers.origin,
        'access-control-expose-headers': READABLE_HEADERS,
        ...(preflight && {
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': REQUEST_HEADERS,
          'access-control-max-age': String(PREFLIGHT_SECONDS),
        }),
      };
    },
  };
}
