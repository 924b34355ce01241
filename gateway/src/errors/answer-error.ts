import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeOf } from '../locale.js';
import { messageOf, OWN_CODES, type OwnCodeName } from './codes.js';

/** Answers a request outside the pipeline with one of our codes, in the shape of every other error. */
export function answerError(
  request: FastifyRequest,
  reply: FastifyReply,
  code: OwnCodeName,
  parameters: Readonly<Record<string, string | number>> = {},
): FastifyReply {
  const message = messageOf(code, localeOf(request.headers['accept-language']), parameters);
  return reply
    .code(OWN_CODES[code].status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
}
