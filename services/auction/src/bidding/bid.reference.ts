import type { AuctionContext } from '../context.js';
import { bidTypeOf } from './bid.type.js';

export async function bidReference({ id }: { readonly id: string }, { loaders }: AuctionContext) {
  const bid = await loaders.bids.load(id);
  return bid && bidTypeOf(bid);
}
