import type { Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import type { SubgraphContext } from '@belgi/subgraph';
import DataLoader from 'dataloader';
import { findRequests, type KeptRequest } from './disclosures/requests.store.js';
import type { Edition } from './editions/edition.js';
import { editionsNow, editionText } from './editions/editions.store.js';

/** What one request reads once, however many fields ask for it. */
export interface Loaders {
  /** All editions and the database's clock, read together. */
  editions(): Promise<{ editions: Edition[]; now: Date }>;
  /** The Markdown of an edition in a language. */
  text: DataLoader<{ edition: number; locale: Locale }, string, string>;
  /** A disclosure request by id. */
  request: DataLoader<string, KeptRequest | null>;
}

export type Context = SubgraphContext<Loaders>;

export function createLoaders(database: Database): Loaders {
  let editions: Promise<{ editions: Edition[]; now: Date }> | undefined;
  return {
    editions: () => {
      editions ??= editionsNow(database);
      return editions;
    },
    text: new DataLoader(
      (keys) => Promise.all(keys.map(({ edition, locale }) => requiredText(database, edition, locale))),
      { cacheKeyFn: ({ edition, locale }) => `${edition}/${locale}` },
    ),
    request: new DataLoader(async (ids) => {
      const found = new Map((await findRequests(database, ids)).map((request) => [request.id, request]));
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}

async function requiredText(database: Database, edition: number, locale: Locale): Promise<string> {
  const text = await editionText(database, edition, locale);
  if (text === undefined) throw new Error(`edition ${edition} has no text`);
  return text;
}
