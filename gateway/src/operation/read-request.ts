import type { Exchange, Rejection } from '../pipeline/exchange.js';
import { LIMITS } from './limits.js';
import { readBody } from './read-body.js';

/** A GraphQL-over-HTTP request, well formed; nothing is known about its document yet. */
export interface GraphQLRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Read = { readonly request: GraphQLRequest } | { readonly rejection: Rejection };

const bad = (detail: string): Read => ({ rejection: { code: 'BAD_REQUEST', parameters: { detail } } });
const isMap = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Reads the parameters from the URL of a GET or the JSON body of a POST. */
export async function readRequest(exchange: Exchange): Promise<Read> {
  if (exchange.method === 'GET') return fromUrl(exchange.search);
  if (!isPlainJson(exchange.headers)) return { rejection: { code: 'UNSUPPORTED_MEDIA_TYPE' } };
  const body = await readBody(exchange.raw, LIMITS.bodyBytes);
  if (body === undefined) {
    return {
      rejection: {
        code: 'REQUEST_TOO_LARGE',
        parameters: { limit: LIMITS.bodyBytes },
        // The rest of the body is still on its way: this connection cannot serve another request.
        headers: { connection: 'close' },
      },
    };
  }
  exchange.body = body;
  const parameters = parseJson(body.toString('utf8'));
  if (Array.isArray(parameters)) return { rejection: { code: 'BATCH_NOT_ALLOWED' } };
  if (!isMap(parameters)) return bad('the body must be a JSON object');
  return fromParameters(parameters);
}

function isPlainJson(headers: Exchange['headers']): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='))?.split('=')[1];
  const encoding = headers['content-encoding'] ?? 'identity';
  return (
    type.trim() === 'application/json' &&
    encoding === 'identity' &&
    (charset === undefined || ['utf-8', 'utf8', '"utf-8"'].includes(charset.trim()))
  );
}

/** The value of some JSON text, or undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromUrl(search: string): Read {
  const url = new URLSearchParams(search);
  const parameters: Record<string, unknown> = {};
  for (const name of ['query', 'operationName']) if (url.has(name)) parameters[name] = url.get(name);
  for (const name of ['variables', 'extensions']) {
    const text = url.get(name);
    if (text === null || text === '') continue;
    const value = parseJson(text);
    if (value === undefined) return bad(`${name} must be JSON`);
    parameters[name] = value;
  }
  return fromParameters(parameters);
}

function fromParameters({ query, operationName, variables, extensions }: Record<string, unknown>): Read {
  const absent = (value: unknown) => value === undefined || value === null;
  if (!absent(extensions) && !isMap(extensions)) return bad('extensions must be an object');
  if (absent(query) && isMap(extensions) && extensions['persistedQuery'] !== undefined) {
    return { rejection: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } };
  }
  if (typeof query !== 'string' || query.trim() === '') return bad('query must be a non-empty string');
  if (!absent(operationName) && typeof operationName !== 'string') return bad('operationName must be a string');
  if (!absent(variables) && !isMap(variables)) return bad('variables must be an object');
  return {
    request: {
      query,
      operationName: typeof operationName === 'string' && operationName !== '' ? operationName : undefined,
      variables: isMap(variables) ? variables : {},
    },
  };
}
