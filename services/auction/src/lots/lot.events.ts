import {
  BidAcceptedV1,
  type FactType,
  LotAwardedV1,
  LotCancelledV1,
  LotClosedV1,
  LotExtendedV1,
  LotOfferedV1,
  LotOpenedV1,
  LotPausedV1,
  LotPlannedV1,
  LotReservationEndedV1,
  LotReservedV1,
  LotResumedV1,
  LotSettledV1,
  LotSnapshotV1,
  type LotStateData,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import type { Bid } from '../bidding/bid-step.js';
import { type Lot, stepInForce } from './lot.js';
import { plateNumber } from './plate.js';

/** A lot as anyone may see it. */
export function lotStateData(lot: Lot): LotStateData {
  return {
    lotId: lot.id,
    plateId: lot.plate.id,
    plateNumber: plateNumber(lot.plate),
    saleMode: lot.saleMode,
    state: lot.state,
    startPrice: String(lot.startPrice),
    step: String(stepInForce(lot)),
    currentPrice: lot.currentPrice === null ? null : String(lot.currentPrice),
    leadingBidderNumber: lot.leader?.bidderNumber ?? null,
    bidCount: lot.bidCount,
    opensAt: lot.opensAt.toISOString(),
    closesAt: lot.closesAt.toISOString(),
    hardStopAt: lot.hardStopAt.toISOString(),
  };
}

function about(type: FactType<LotStateData>, lot: Lot): OutgoingFact {
  return outgoing(type, lot.id, lot.version, lotStateData(lot));
}

export const lotPlanned = (lot: Lot): OutgoingFact => about(LotPlannedV1, lot);
export const lotOpened = (lot: Lot): OutgoingFact => about(LotOpenedV1, lot);
export const lotExtended = (lot: Lot): OutgoingFact => about(LotExtendedV1, lot);
export const lotClosed = (lot: Lot): OutgoingFact => about(LotClosedV1, lot);
export const lotAwarded = (lot: Lot): OutgoingFact => about(LotAwardedV1, lot);
export const lotSettled = (lot: Lot): OutgoingFact => about(LotSettledV1, lot);
export const lotOffered = (lot: Lot): OutgoingFact => about(LotOfferedV1, lot);
export const lotResumed = (lot: Lot): OutgoingFact => about(LotResumedV1, lot);
export const lotReservationEnded = (lot: Lot): OutgoingFact => about(LotReservationEndedV1, lot);
export const lotSnapshot = (lot: Lot): OutgoingFact => about(LotSnapshotV1, lot);

export function lotCancelled(lot: Lot): OutgoingFact {
  return outgoing(LotCancelledV1, lot.id, lot.version, { ...lotStateData(lot), reason: lot.cancelReason ?? '' });
}

export function lotReserved(lot: Lot): OutgoingFact {
  if (lot.reservedUntil === null) throw new Error('a reserved lot is reserved until some time');
  const reservedUntil = lot.reservedUntil.toISOString();
  return outgoing(LotReservedV1, lot.id, lot.version, { ...lotStateData(lot), reservedUntil });
}

export function lotPaused(lot: Lot): OutgoingFact {
  return outgoing(LotPausedV1, lot.id, lot.version, { ...lotStateData(lot), reason: lot.pauseReason ?? '' });
}

export function bidAccepted(lot: Lot, bid: Bid): OutgoingFact {
  return outgoing(BidAcceptedV1, lot.id, lot.version, {
    ...lotStateData(lot),
    bid: {
      bidId: bid.id,
      sequence: bid.sequence,
      bidderNumber: bid.bidderNumber,
      amount: String(bid.amount),
      automatic: bid.automatic,
      at: bid.at.toISOString(),
    },
  });
}
