import { createHash } from 'node:crypto';
import { type Locale, locales } from '@belgi/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestLocale } from '../edge.js';

/** `?lang=` wins over the browser's wish; anything unknown is ignored. */
export function pageLanguage(request: FastifyRequest): Locale {
  const wanted = (request.query as { lang?: unknown }).lang;
  const chosen = typeof wanted === 'string' ? locales.find((locale) => locale === wanted.toUpperCase()) : undefined;
  return chosen ?? requestLocale(request);
}

/** Weak comparison of a list of entity tags (RFC 9110 §13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}

/** Sends what may change at any time: to be asked for again each time, and cheap where it did not (RFC 9110 §13.1.2). */
export function sendRevalidated(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  reply.header('cache-control', 'public, no-cache').header('etag', etag);
  return matchesEtag(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body);
}

/** Heads of a page of ours. @param policy its Content-Security-Policy */
export function pageHeaders(reply: FastifyReply, locale: Locale, policy: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', locale.toLowerCase())
    .header('vary', 'Accept-Language')
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'DENY')
    .header('referrer-policy', 'no-referrer');
}
