import { ANONYMOUS } from '@belgi/access';
import type { Locale } from '@belgi/contracts';
import { CLIENT_ADDRESS_HEADER, header, pageLanguage, requireDeploymentSecret } from '@belgi/subgraph';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { headers } from '../pages/serve-policy-pages.js';
import { refusals } from '../refusals.js';
import { askAboutPolicy, type InquiryParts, inquiryPlace } from './ask-about-policy.js';
import { findInquiry } from './find-inquiry.js';
import { answerWays, type InquiryRefusal, MAX_INQUIRY_CHARS } from './inquiry.js';
import { askPage, INQUIRY_POLICY, statusPage, takenPage } from './inquiry-page.js';
import { inquiryPageWords } from './inquiry-page-words.js';

/** The longest text in Cyrillic, percent-encoded (six characters a letter), and the other fields. */
const MAX_FORM_BYTES = 32 * 1024;
/** Of a field that the pure rule judges: more is refused there, this only bounds what is looked at. */
const MAX_FIELD_CHARS = MAX_FORM_BYTES;

const text = z.string().max(MAX_FIELD_CHARS);
const askForm = z.object({
  kind: z.enum(['QUESTION', 'PROPOSAL']).default('QUESTION'),
  text: text.default(''),
  answerBy: z.enum(answerWays).default('PAGE'),
  contact: text.default(''),
  website: text.default(''),
});
const statusForm = z.object({ reference: text.default(''), secret: text.default('') });

const STATUS: Readonly<Record<'TOO_MANY_INQUIRIES' | 'INQUIRIES_BUSY', number>> = {
  TOO_MANY_INQUIRIES: 429,
  INQUIRIES_BUSY: 503,
};
const statusOf = (refusal: InquiryRefusal): number =>
  refusal === 'TOO_MANY_INQUIRIES' || refusal === 'INQUIRIES_BUSY' ? STATUS[refusal] : 422;

/** `/policy/ask` and `/policy/ask/status`: forms that work without an account and without a script (clause 6.1). */
export async function serveInquiryPages(
  app: FastifyInstance,
  parts: InquiryParts & { readonly deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(parts.deploymentSecrets));
    await scope.register(formbody, { bodyLimit: MAX_FORM_BYTES });
    scope.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500;
      // What the form itself brings about is worded here; a fault is logged and masked like any other.
      if (status >= 500) throw error;
      const words = inquiryPageWords[pageLanguage(request)];
      return send(reply, pageLanguage(request), status, (locale) => askPage(locale, undefined, words.tooLarge));
    });
    scope.get('/policy/ask', (request, reply) => send(reply, pageLanguage(request), 200, (locale) => askPage(locale)));
    scope.get('/policy/ask/status', (request, reply) =>
      send(reply, pageLanguage(request), 200, (locale) => statusPage(locale)),
    );
    scope.post('/policy/ask', (request, reply) => ask(parts, request, reply));
    scope.post('/policy/ask/status', (request, reply) => look(parts, request, reply));
  });
}

async function ask(parts: InquiryParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const locale = pageLanguage(request);
  const words = inquiryPageWords[locale];
  const form = askForm.safeParse(request.body ?? {});
  if (!form.success) return send(reply, locale, 400, () => askPage(locale));
  const typed = form.data;
  const again = (status: number, why: string) => send(reply, locale, status, () => askPage(locale, typed, why));
  if (isForeign(request)) return again(403, words.foreign);
  // People do not see the field; programs that fill in whatever they find do.
  if (typed.website !== '') return again(422, words.trapped);
  const address = header(request, CLIENT_ADDRESS_HEADER) ?? request.ip;
  const outcome = await askAboutPolicy(parts, { actor: ANONYMOUS, address }, { ...typed, locale, caller: null });
  if (typeof outcome === 'string')
    return again(statusOf(outcome), refusals.refusal(locale, outcome, { max: MAX_INQUIRY_CHARS }).message);
  const { inquiry, secret } = outcome;
  return send(reply, locale, 201, () => takenPage(locale, { ...inquiry, secret }));
}

async function look(
  { database, sealer }: InquiryParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const locale = pageLanguage(request);
  const form = statusForm.safeParse(request.body ?? {});
  if (!form.success) return send(reply, locale, 400, () => statusPage(locale));
  const { reference } = form.data;
  const kept = await findInquiry(database, ANONYMOUS, form.data);
  if (kept === undefined)
    return send(reply, locale, 404, () => statusPage(locale, { status: undefined, reference: reference.slice(0, 30) }));
  const { id, wrappedKey, answerSealed, dueAt, overdue } = kept;
  const answer = answerSealed && sealer.openText(wrappedKey, answerSealed, inquiryPlace('answer_sealed', id));
  return send(reply, locale, 200, () =>
    statusPage(locale, { status: { dueAt, overdue, answer }, reference: kept.reference }),
  );
}

/** A form on somebody else's page, sent by a visitor who does not know: a browser says so. */
const isForeign = (request: FastifyRequest): boolean =>
  ['cross-site', 'same-site'].includes(header(request, 'sec-fetch-site') ?? '');

/** Never kept by anything: a page may hold a secret or an answer. */
function send(reply: FastifyReply, locale: Locale, status: number, page: (locale: Locale) => string): FastifyReply {
  return headers(reply, locale)
    .code(status)
    .header('content-security-policy', INQUIRY_POLICY)
    .header('cache-control', 'no-store')
    .send(page(locale));
}
