import type { AuctionContext } from '../context.js';
import { lotTypeOf, plateTypeOf } from './lot.type.js';

export async function lotReference({ id }: { readonly id: string }, { loaders }: AuctionContext) {
  const lot = await loaders.lots.load(id);
  return lot && lotTypeOf(lot);
}

export async function plateReference({ id }: { readonly id: string }, { loaders }: AuctionContext) {
  const plate = await loaders.plates.load(id);
  return plate && plateTypeOf(plate);
}
