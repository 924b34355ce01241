import { buildSubgraph, containerOf, type Subgraph } from '@belgi/subgraph';
import { bidReference } from './bidding/bid.reference.js';
import { BidResolver } from './bidding/bid.resolver.js';
import { BidType } from './bidding/bid.type.js';
import type { AuctionContext } from './context.js';
import { citizenReference, entryReference } from './entries/entry.reference.js';
import { CitizenEntriesResolver, EntryResolver, MyEntryResolver } from './entries/entry.resolver.js';
import { CitizenType, EntryType } from './entries/entry.type.js';
import { lotReference, plateReference } from './lots/lot.reference.js';
import { LotResolver } from './lots/lot.resolver.js';

const resolvers = [LotResolver, BidResolver, EntryResolver, MyEntryResolver, CitizenEntriesResolver] as const;

/** The auction's schema; with no instances it is good for its SDL only. */
export function buildAuctionSubgraph(instances?: readonly object[]): Subgraph {
  return buildSubgraph<AuctionContext>({
    name: 'auction',
    resolvers: [...resolvers],
    orphanedTypes: [CitizenType, EntryType, BidType],
    references: {
      Lot: lotReference,
      Plate: plateReference,
      Bid: bidReference,
      Entry: entryReference,
      Citizen: citizenReference,
    },
    ...(instances ? { container: containerOf(...instances) } : {}),
  });
}
