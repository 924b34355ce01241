import type { IncomingHttpHeaders } from 'node:http';

/** Meant for one connection only (RFC 9110 §7.6.1); `connection` may name more. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** What only we may say to a service. */
const OURS = ['belgi-', 'x-belgi-', 'x-forwarded-'];
const OURS_WHOLE = new Set(['forwarded', 'host', 'traceparent', 'tracestate', 'via', 'x-real-ip', 'x-request-id']);
/** What only concerns the service and us, in an answer. */
const INNER = ['belgi-', 'x-belgi-'];
const INNER_WHOLE = new Set(['server', 'x-powered-by', 'x-request-id']);

type Headers = Record<string, string | string[]>;

function copy(headers: IncomingHttpHeaders, dropped: (name: string) => boolean): Headers {
  const named = new Set(
    [headers.connection ?? []].flat().flatMap((value) => value.split(',').map((name) => name.trim().toLowerCase())),
  );
  const kept: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || HOP_BY_HOP.has(name) || named.has(name) || dropped(name)) continue;
    kept[name] = value;
  }
  return kept;
}

/**
 * Headers of a request passed through: the client's, less what belongs to the connection, less what only we may say.
 * Attack: a client that sends `belgi-deployment-secret`, `x-belgi-client-address` or `x-forwarded-for` to look like us
 * or like somebody else.
 */
export const requestHeaders = (headers: IncomingHttpHeaders): Headers =>
  copy(headers, (name) => OURS_WHOLE.has(name) || OURS.some((prefix) => name.startsWith(prefix)));

/** Headers of an answer passed through. */
export const responseHeaders = (headers: IncomingHttpHeaders): Headers =>
  copy(headers, (name) => INNER_WHOLE.has(name) || INNER.some((prefix) => name.startsWith(prefix)));
