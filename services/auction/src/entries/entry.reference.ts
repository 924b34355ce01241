import type { AuctionContext } from '../context.js';
import { permit } from '../permit.js';
import { entryTypeOf } from './entry.type.js';

/** Only its citizen gets an entry: the link from number to person stands in it. */
export async function entryReference({ id }: { readonly id: string }, { actor, loaders }: AuctionContext) {
  const entry = await loaders.entries.load(id);
  if (!entry) return null;
  permit(actor, 'entry.read', { citizenId: entry.bidderId });
  return entryTypeOf(entry);
}

/** The citizen is identity's; this subgraph adds fields that check who asks. */
export async function citizenReference({ id }: { readonly id: string }) {
  return { __typename: 'Citizen', id };
}
