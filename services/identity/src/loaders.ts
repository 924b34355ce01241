import DataLoader from 'dataloader';
import { accountsByIds } from './accounts/account.store.js';
import { agenciesByIds } from './agencies/agency.store.js';
import type { Loaders } from './context.js';
import { attributesOf } from './people/attribute.store.js';
import type { Ports } from './ports.js';

/** Fresh for each request: nothing that one caller may see is kept for the next. */
export function createLoaders({ database, vault }: Ports): Loaders {
  return {
    attributes: new DataLoader(async (ids) => {
      const found = await attributesOf(database, vault, ids);
      return ids.map((id) => found.get(id) ?? []);
    }),
    accounts: new DataLoader(async (ids) => {
      const found = await accountsByIds(database, ids);
      return ids.map((id) => found.get(id));
    }),
    agencies: new DataLoader(async (ids) => {
      const found = await agenciesByIds(database, ids);
      return ids.map((id) => found.get(id));
    }),
  };
}
