import type { Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { pageHeaders, pageLanguage, requireDeploymentSecret, sendRevalidated } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentKind, documents, editionInForce } from '../editions/edition.js';
import { editionsNow, editionText } from '../editions/editions.store.js';
import { renderMarkdown } from '../editions/render-markdown.js';
import { changesPage } from './changes-page.js';
import { addressOf, CONTENT_SECURITY_POLICY, messagePage, policyPage } from './policy-page.js';

/**
 * The permanent addresses of the policy (clause 5.1): `/policy` and `/policy/editions/{n}`; and what changed between two
 * editions, `/policy/editions/{a}/changes/{b}`. The same of the user agreement below `/policy/agreement`.
 * Language: `?lang=`, else Accept-Language. Always revalidated: the edition in force changes at its millisecond.
 */
export async function servePolicyPages(
  app: FastifyInstance,
  { database, deploymentSecrets }: { database: Database; deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    for (const document of documents) {
      const base = addressOf[document];
      const shelf = { database, document };
      scope.get(base, (request, reply) => sendEdition(shelf, request, reply, undefined));
      scope.get<{ Params: { number: string } }>(`${base}/editions/:number`, (request, reply) =>
        sendEdition(shelf, request, reply, editionNumber(request.params.number)),
      );
      scope.get<{ Params: { from: string; to: string } }>(`${base}/editions/:from/changes/:to`, (request, reply) => {
        const { from, to } = request.params;
        return sendChanges(shelf, request, reply, editionNumber(from), editionNumber(to));
      });
    }
  });
}

/** Whose editions are shown. */
interface Shelf {
  readonly database: Database;
  readonly document: DocumentKind;
}

/** 0, which no edition has, for what is no number. */
const editionNumber = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

/** Between two immutable texts nothing ever changes again; an edition that is not published yet has no text. */
async function sendChanges(
  { database, document }: Shelf,
  request: FastifyRequest,
  reply: FastifyReply,
  from: number,
  to: number,
): Promise<FastifyReply> {
  const locale = pageLanguage(request);
  const [before, after] = await Promise.all(
    [from, to].map((number) => editionText(database, number, locale, document)),
  );
  if (before === undefined || after === undefined)
    return headers(reply, locale).code(404).header('cache-control', 'no-store').send(messagePage(locale, 'unknown'));
  const base = addressOf[document];
  const path = `${base}/editions/${from}/changes/${to}`;
  const html = changesPage({
    ...{ locale, base, path },
    from: { number: from, markdown: before },
    to: { number: to, markdown: after },
  });
  return sendRevalidated(request, headers(reply, locale), html);
}

/** @param number undefined: the edition in force */
async function sendEdition(
  { database, document }: Shelf,
  request: FastifyRequest,
  reply: FastifyReply,
  number: number | undefined,
): Promise<FastifyReply> {
  const locale = pageLanguage(request);
  const { editions, now } = await editionsNow(database, document);
  const edition =
    number === undefined ? editionInForce(editions, now) : editions.find((each) => each.number === number);
  const markdown = edition && (await editionText(database, edition.number, locale, document));
  if (edition === undefined || markdown === undefined) {
    const status = number === undefined ? 503 : 404;
    return headers(reply, locale)
      .code(status)
      .header('cache-control', 'no-store')
      .send(messagePage(locale, number === undefined ? 'none' : 'unknown'));
  }
  const base = addressOf[document];
  const path = number === undefined ? base : `${base}/editions/${edition.number}`;
  const html = policyPage({ locale, base, path, edition, html: renderMarkdown(markdown), editions, now });
  headers(reply, locale).header('last-modified', edition.publishedAt.toUTCString());
  return sendRevalidated(request, reply, html);
}

export const headers = (reply: FastifyReply, locale: Locale): FastifyReply =>
  pageHeaders(reply, locale, CONTENT_SECURITY_POLICY);
