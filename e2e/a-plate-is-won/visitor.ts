import type { Locale } from '@belgi/contracts';
import type { TestLot, TestSystem } from '@belgi/testkit';
import { request } from 'undici';

/** What anybody sees without an account. */

export interface PolicyPage {
  readonly status: number;
  readonly language: string;
  readonly etag: string;
  /** ISO 8601; the date that clause 5.1 asks for. */
  readonly lastUpdated: string | undefined;
  readonly hasScript: boolean;
  readonly body: string;
}

/** The permanent page, as a browser with this language gets it. */
export async function readPolicyPage(system: TestSystem, language: string): Promise<PolicyPage> {
  const response = await request(`${system.urls.gateway}/policy`, { headers: { 'accept-language': language } });
  const body = await response.body.text();
  const facts = /<dl class="facts">([\s\S]*?)<\/dl>/.exec(body)?.[1] ?? '';
  return {
    status: response.statusCode,
    language: /<html lang="(\w+)"/.exec(body)?.[1] ?? '',
    etag: String(response.headers['etag'] ?? ''),
    lastUpdated: [...facts.matchAll(/<time datetime="([^"]+)"/g)].at(-1)?.[1],
    hasScript: /<script/i.test(body),
    body,
  };
}

/** The edition in force as a front-end gets it. */
export async function readPolicy(system: TestSystem, locale: Locale) {
  const { currentPolicy } = await system.graph.ask(
    `query Policy($locale: Locale!) {
      currentPolicy { number inForce publishedAt updatedAt text(locale: $locale) { html sha256 } }
    }`,
    { locale },
  );
  return currentPolicy;
}

export async function findLots(system: TestSystem, filter: Readonly<Record<string, string>>) {
  const { lots } = await system.graph.ask(
    `query Find($filter: LotFilter) {
      lots(filter: $filter) { edges { node { id state startPrice plate { number } } } }
    }`,
    { filter },
  );
  return lots.edges.map((edge: { node: unknown }) => edge.node);
}

/** A lot as the public sees it; `bidders`: whose bids they are, newest first. */
export async function watchLot(system: TestSystem, lot: TestLot) {
  const { lot: shown } = await system.graph.ask(
    `query Watch($id: ID!) {
      lot(id: $id) {
        state currentPrice minimumNextBid bidCount leadingBidderNumber myEntry { id }
        bids { edges { node { bidderNumber } } }
      }
    }`,
    { id: lot.id },
  );
  const { bids, ...rest } = shown;
  const bidders: number[] = bids.edges.map((edge: { node: { bidderNumber: number } }) => edge.node.bidderNumber);
  return { ...rest, bidders };
}
