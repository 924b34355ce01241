import { type RequestContext, type SubgraphContext, unauthorized } from '@belgi/subgraph';
import DataLoader from 'dataloader';
import type { Notice } from './notices/notice.type.js';
import { type InboxReader, readOwn } from './notices/read-inbox.js';

/** What one request reads in one round, however many entities ask for it. */
export interface Loaders {
  /** The caller's own notices by id; null for any other id. */
  readonly notice: DataLoader<string, Notice | null>;
}

export type Context = SubgraphContext<Loaders>;

export function createLoaders(reader: InboxReader, { actor, locale }: RequestContext): Loaders {
  return {
    notice: new DataLoader(async (ids) => {
      if (actor.kind !== 'citizen') throw unauthorized('SIGN_IN_REQUIRED');
      return readOwn(reader, actor, locale, ids);
    }),
  };
}
