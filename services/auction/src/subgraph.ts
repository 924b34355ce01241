import type { DisclosureVerifier } from '@belgi/access';
import type { Database } from '@belgi/database';
import { buildSubgraph, containerOf, type Subgraph } from '@belgi/subgraph';
import { bidReference } from './bidding/bid.reference.js';
import { BidResolver } from './bidding/bid.resolver.js';
import { BidType } from './bidding/bid.type.js';
import { CatalogueResolver } from './catalogue/catalogue.resolver.js';
import type { AuctionContext } from './context.js';
import { disclosedPersonReference } from './disclosures/disclosed-person.reference.js';
import { DisclosedPersonResolver } from './disclosures/disclosed-person.resolver.js';
import { DisclosedPerson } from './disclosures/disclosed-person.type.js';
import { citizenReference, entryReference } from './entries/entry.reference.js';
import { CitizenEntriesResolver, EntryResolver, MyEntryResolver } from './entries/entry.resolver.js';
import { CitizenType, EntryType } from './entries/entry.type.js';
import { lotReference, plateReference } from './lots/lot.reference.js';
import { LotResolver } from './lots/lot.resolver.js';
import { LotStaffResolver } from './lots/lot-staff.resolver.js';
import { LotProtocolResolver } from './protocol/protocol.resolver.js';
import {
  CitizenReservationsResolver,
  MyReservationResolver,
  ReservationResolver,
} from './reservations/reservation.resolver.js';
import { CitizenStandingResolver, StrikeResolver } from './standing/standing.resolver.js';
import { CitizenWatchListResolver, WatchListResolver } from './watching/watch.resolver.js';

const resolvers = [
  CatalogueResolver,
  LotResolver,
  LotStaffResolver,
  LotProtocolResolver,
  BidResolver,
  EntryResolver,
  MyEntryResolver,
  CitizenEntriesResolver,
  ReservationResolver,
  MyReservationResolver,
  CitizenReservationsResolver,
  StrikeResolver,
  CitizenStandingResolver,
  WatchListResolver,
  CitizenWatchListResolver,
  DisclosedPersonResolver,
] as const;

export interface AuctionParts {
  readonly resolvers: readonly object[];
  readonly tickets: DisclosureVerifier;
  readonly database: Database;
}

/** The auction's schema; with no parts it is good for its SDL only. */
export function buildAuctionSubgraph(parts?: AuctionParts): Subgraph {
  return buildSubgraph<AuctionContext>({
    name: 'auction',
    resolvers: [...resolvers],
    orphanedTypes: [CitizenType, EntryType, BidType, DisclosedPerson],
    references: {
      Lot: lotReference,
      Plate: plateReference,
      Bid: bidReference,
      Entry: entryReference,
      Citizen: citizenReference,
      DisclosedPerson: parts ? disclosedPersonReference(parts) : async () => null,
    },
    ...(parts ? { container: containerOf(...parts.resolvers) } : {}),
  });
}
