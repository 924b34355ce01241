import type { IncomingHttpHeaders } from 'node:http';
import type { Cors } from './cors.js';
import type { Step } from './pipeline.js';

/** Content types a browser sends across origins without asking first (Fetch standard, "CORS-safelisted"). */
const SIMPLE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
/** Apollo's rule: a header that no plain form or image can set proves that the browser asked first. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];
/** What a browser adds by itself; none of it means curl, a server or a native app. */
const BROWSER_HEADERS = ['origin', 'referer', 'cookie', 'sec-fetch-site', 'sec-fetch-dest'];

/**
 * Apollo's CSRF rule. The attack: a foreign page makes the visitor's browser send a "simple" request, which needs no
 * preflight, to run an operation from inside the visitor's network or to time its answer.
 * A GET that shows no sign of a browser passes as well: there is nobody to forge it from, and GraphQL over HTTP
 * promises plain GETs. Every current browser sets Sec-Fetch-Site, older ones Referer or Origin.
 */
export function isForgeable(method: string, headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== '' && !SIMPLE_TYPES.has(type)) return false;
  if (PREFLIGHT_HEADERS.some((name) => headers[name] !== undefined)) return false;
  return method !== 'GET' || BROWSER_HEADERS.some((name) => headers[name] !== undefined);
}

/** Only GET, POST and preflights, only from origins on the list, only what a foreign page cannot forge. */
export function corsAndCsrfStep(cors: Cors): Step {
  return {
    name: 'cors-and-csrf',
    run(exchange) {
      const { method, headers } = exchange;
      if (!cors.allows(headers)) return { code: 'ORIGIN_NOT_ALLOWED' };
      Object.assign(exchange.replyHeaders, cors.headersFor(headers, method === 'OPTIONS'));
      if (method === 'OPTIONS') {
        exchange.finished = { status: 204 };
        return undefined;
      }
      if (method !== 'GET' && method !== 'POST') {
        return { code: 'METHOD_NOT_ALLOWED', headers: { allow: 'GET, POST, OPTIONS' } };
      }
      // A POST with a simple content type is refused as such by the operation step, but never read here.
      if (isForgeable(method, headers)) {
        return { code: method === 'GET' ? 'CSRF_PREVENTED' : 'UNSUPPORTED_MEDIA_TYPE' };
      }
      return undefined;
    },
  };
}
