import { createHash } from 'node:crypto';

const CRLF = '\r\n';
/** Never part of the message: hop by hop, or rewritten on the way (PR-REST §4.3, "Filtered headers"). */
const LEFT_OUT = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);
const REQUEST_ID = 'x-road-request-id';
const REQUEST_HASH = 'x-road-request-hash';

export interface HashedRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  /** As in Node's `rawHeaders`: name, value, name, value, in the order and spelling of the wire. */
  readonly rawHeaders: readonly string[];
  /** Undefined or empty: a request without a body. */
  readonly body: Uint8Array | undefined;
}

const sha512 = (...parts: (string | Uint8Array)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha512')).digest();

/** The request as the reference implementation writes it out to be hashed: verb, target, headers, the request id last. */
export function serialised({ method, target, rawHeaders }: HashedRequest): string {
  const lines: string[] = [method, target];
  let requestId: string | undefined;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const value = rawHeaders[at + 1] ?? '';
    const lower = name.toLowerCase();
    if (lower === REQUEST_ID) requestId = value;
    else if (!LEFT_OUT.has(lower) && lower !== REQUEST_HASH) lines.push(`${name}:${value}`);
  }
  if (requestId !== undefined) lines.push(`${REQUEST_ID}:${requestId}`);
  return lines.map((line) => line + CRLF).join('');
}

/**
 * `X-Road-Request-Hash` (PR-REST §4.3): base64(SHA-512(SHA-512(head) + SHA-512(body))), without a body
 * base64(SHA-512(head)). It ties an answer to the request that it answers.
 */
export function requestHash(request: HashedRequest): string {
  const head = sha512(serialised(request));
  const { body } = request;
  const whole = body === undefined || body.length === 0 ? head : sha512(head, sha512(body));
  return whole.toString('base64');
}
