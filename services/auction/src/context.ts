import type { Database } from '@belgi/database';
import type { SubgraphContext } from '@belgi/subgraph';
import DataLoader from 'dataloader';
import type { BankOrder } from './bank/bank-order.js';
import { ordersOfEntries } from './bank/bank-order.store.js';
import { findBids } from './bidding/bid.store.js';
import type { Bid } from './bidding/bid-step.js';
import { maximaOf } from './bidding/maximum.store.js';
import { type SimilarSalesKey, similarSales } from './catalogue/similar-sales.store.js';
import type { Entry } from './entries/entry.js';
import { entriesOfBidder, findEntries } from './entries/entry.store.js';
import { isId } from './lots/ids.js';
import type { Lot } from './lots/lot.js';
import { findLots } from './lots/lot.store.js';
import type { PlateCombination } from './lots/plate.js';
import { findPlates } from './lots/plate.store.js';
import { type SealedProtocol, sealedProtocols } from './protocol/protocol.store.js';
import type { Reservation } from './reservations/reservation.js';
import { reservationsOfBidder } from './reservations/reservation.store.js';

/** Fresh for each request: one statement for however many entities of a kind. */
export interface AuctionLoaders {
  readonly lots: DataLoader<string, Lot | null>;
  readonly plates: DataLoader<string, (PlateCombination & { readonly id: string }) | null>;
  readonly bids: DataLoader<string, Bid | null>;
  readonly entries: DataLoader<string, Entry | null>;
  /** The clock by which lots open and end, read once for a request. */
  readonly now: () => Promise<Date>;
  /** By lot, once it is sealed. */
  readonly protocols: DataLoader<string, SealedProtocol | null>;
  /** By lot: the signed-in citizen's entry. */
  readonly myEntries: DataLoader<string, Entry | null>;
  /** By lot: the signed-in citizen's last reservation. */
  readonly myReservations: DataLoader<string, Reservation | null>;
  /** By entry: the order of its payment, the newest where one was given back. */
  readonly payments: DataLoader<string, BankOrder | null>;
  /** By entry: its deposit's order, the newest where one was given back. */
  readonly deposits: DataLoader<string, BankOrder | null>;
  /** By entry: the maximum that it left and that still counts, in tyiyn. */
  readonly maxima: DataLoader<string, { readonly entryId: string; readonly amount: bigint } | null>;
  /** By lot and page: sold lots that are like it. */
  readonly similarSales: DataLoader<SimilarSalesKey, Lot[], string>;
}

export type AuctionContext = SubgraphContext<AuctionLoaders>;

export function createLoaders(database: Database, citizenId: string | null): AuctionLoaders {
  let now: Promise<Date> | undefined;
  return {
    lots: byKey(
      (ids) => findLots(database, ids),
      (lot) => lot.id,
    ),
    plates: byKey(
      (ids) => findPlates(database, ids),
      (plate) => plate.id,
    ),
    bids: byKey(
      (ids) => findBids(database, ids),
      (bid) => bid.id,
    ),
    entries: byKey(
      (ids) => findEntries(database, ids),
      (entry) => entry.id,
    ),
    protocols: byKey(
      (ids) => sealedProtocols(database, ids),
      (sealed) => sealed.lotId,
    ),
    now: () => (now ??= database.now()),
    myEntries: byKey(
      async (lotIds) => (citizenId === null ? [] : entriesOfBidder(database, citizenId, lotIds)),
      (entry) => entry.lotId,
    ),
    myReservations: byKey(
      async (lotIds) => (citizenId === null ? [] : reservationsOfBidder(database, citizenId, lotIds)),
      ({ entry }) => entry.lotId,
    ),
    payments: byKey(
      (ids) => ordersOfEntries(database, ids, 'PAYMENT'),
      (order) => order.entryId,
    ),
    deposits: byKey(
      (ids) => ordersOfEntries(database, ids, 'DEPOSIT'),
      (order) => order.entryId,
    ),
    maxima: byKey(
      (ids) => maximaOf(database, ids),
      (maximum) => maximum.entryId,
    ),
    similarSales: new DataLoader((keys) => similarSales(database, keys), { cacheKeyFn: JSON.stringify }),
  };
}

/** Keys that cannot be ids name nothing and never reach the database. */
function byKey<Value extends object>(
  load: (keys: readonly string[]) => Promise<Value[]>,
  keyOf: (value: Value) => string,
): DataLoader<string, Value | null> {
  return new DataLoader<string, Value | null>(async (keys) => {
    const found = new Map((await load(keys.filter(isId))).map((value) => [keyOf(value), value]));
    return keys.map((key) => found.get(key.toLowerCase()) ?? null);
  });
}
