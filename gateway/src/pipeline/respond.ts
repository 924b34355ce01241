import { OWN_CODES } from '../errors/codes.js';
import type { Exchange } from './exchange.js';
import { JSON_TYPE, mediaTypeFor } from './media-type.js';
import type { Step } from './pipeline.js';

/** Under application/json a well-formed request that fails as GraphQL is answered 200: its old clients read only that. */
function statusFor(exchange: Exchange, type: string, status: number): number {
  if (type !== JSON_TYPE || status === 200) return status;
  const code = exchange.rejection?.code;
  if (code === undefined) return status === 400 ? 200 : status;
  return (OWN_CODES[code] as { document?: true }).document ? 200 : status;
}

/** Negotiates the media type, sets status and headers, serialises. */
export function respondStep(): Step {
  return {
    name: 'respond',
    closing: true,
    run(exchange) {
      const headers = { 'cache-control': 'no-store', ...exchange.replyHeaders };
      const { finished, masked } = exchange;
      if (finished !== undefined) {
        exchange.reply = { status: finished.status, headers, body: undefined };
        return undefined;
      }
      if (masked === undefined) throw new Error('respond runs after mask-errors');
      const type = mediaTypeFor(exchange.headers.accept) ?? JSON_TYPE;
      exchange.reply = {
        status: statusFor(exchange, type, masked.status),
        headers: { ...headers, 'content-type': `${type}; charset=utf-8` },
        body: JSON.stringify({
          ...(masked.errors.length > 0 && { errors: masked.errors }),
          ...(masked.data !== undefined && { data: masked.data }),
        }),
      };
      return undefined;
    },
  };
}
