import type { SubgraphContext } from '@belgi/subgraph';
import type DataLoader from 'dataloader';
import type { StoredAccount } from './accounts/account.store.js';
import type { Agency } from './agencies/agency.js';
import type { PersonAttribute } from './people/attribute.js';

/** What one request loads in batches. */
export interface Loaders {
  readonly attributes: DataLoader<string, readonly PersonAttribute[]>;
  readonly accounts: DataLoader<string, StoredAccount | undefined>;
  readonly agencies: DataLoader<string, Agency | undefined>;
}

export type Context = SubgraphContext<Loaders>;
