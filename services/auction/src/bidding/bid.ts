import { biddingPhase, type Lot } from '../lots/lot.js';

/** Why a bid is refused, in the order in which the rules are asked (graph.graphql, BidRefused). */
export const bidRefusals = [
  'KEY_REUSED',
  'LOT_UNKNOWN',
  'LOT_NOT_OPEN',
  'LOT_CLOSED',
  'CONSENT_REQUIRED',
  'PROCESSING_RESTRICTED',
  'BIDDER_BLOCKED',
  'BIDDER_IS_STAFF',
  'ENTRY_REQUIRED',
  'ALREADY_LEADING',
  'BID_BELOW_MINIMUM',
  'BID_OFF_STEP',
  'JUMP_NOT_CONFIRMED',
] as const;
export type BidRefusal = (typeof bidRefusals)[number];

/** What somebody wants. Amount in tyiyn; `bodyHash` is SHA-256 over lot, amount and confirmation. */
export interface BidIntent {
  readonly lotId: string;
  readonly bidderId: string;
  readonly amount: bigint;
  readonly confirmJump: boolean;
  readonly key: string;
  readonly bodyHash: string;
}

/** What is known of the bidder under the lock. */
export interface BidderStanding {
  readonly consentLive: boolean;
  readonly keptOnly: boolean;
  readonly blocked: boolean;
  readonly staff: boolean;
  /** The entry for this lot once its deposit counts. */
  readonly entry: { readonly id: string; readonly bidderNumber: number } | null;
}

/** The answer that was decided before under the same key, with the body it was for. */
export interface EarlierAnswer {
  readonly bodyHash: string;
  readonly answer: BidAnswer;
}

/** What is remembered of a decision, and given again for the same key. */
export type BidAnswer =
  | { readonly kind: 'accepted'; readonly bidId: string }
  | { readonly kind: 'refused'; readonly code: BidRefusal; readonly values: Readonly<Record<string, string>> };

export type BidDecision =
  | { readonly kind: 'repeated'; readonly answer: BidAnswer }
  | { readonly kind: 'accepted'; readonly sequence: number; readonly entryId: string; readonly bidderNumber: number }
  | { readonly kind: 'refused'; readonly code: BidRefusal; readonly values: Readonly<Record<string, string>> };

/**
 * Decides one bid. Pure: `lot`, `standing` and `earlier` were read under the lot's lock, `now` after it was held.
 * The first rule that is broken names the refusal. Values of refusals are amounts in tyiyn or counts, as decimal strings.
 */
export function decideBid(
  lot: Lot | undefined,
  standing: BidderStanding,
  earlier: EarlierAnswer | undefined,
  bid: BidIntent,
  now: Date,
): BidDecision {
  if (earlier) {
    return earlier.bodyHash === bid.bodyHash ? { kind: 'repeated', answer: earlier.answer } : refused('KEY_REUSED');
  }
  if (!lot) return refused('LOT_UNKNOWN');
  const phase = biddingPhase(lot, now);
  if (phase === 'BEFORE') return refused('LOT_NOT_OPEN');
  if (phase === 'AFTER') return refused('LOT_CLOSED');
  if (!standing.consentLive) return refused('CONSENT_REQUIRED');
  if (standing.keptOnly) return refused('PROCESSING_RESTRICTED');
  if (standing.blocked) return refused('BIDDER_BLOCKED');
  if (standing.staff) return refused('BIDDER_IS_STAFF');
  if (!standing.entry) return refused('ENTRY_REQUIRED');
  if (lot.leader?.entryId === standing.entry.id) return refused('ALREADY_LEADING');
  return decideAmount(lot, standing.entry, bid);
}

/** The rules of the amount: the minimum, the step grid that starts at the start price, and jumps. */
function decideAmount(lot: Lot, entry: NonNullable<BidderStanding['entry']>, bid: BidIntent): BidDecision {
  const step = lot.policy.stepMinor;
  const minimum = lot.currentPrice === null ? lot.startPrice : lot.currentPrice + step;
  if (bid.amount < minimum) return refused('BID_BELOW_MINIMUM', { minimum: String(minimum) });
  if ((bid.amount - lot.startPrice) % step !== 0n) {
    return refused('BID_OFF_STEP', { step: String(step), startPrice: String(lot.startPrice) });
  }
  const jump = (bid.amount - (lot.currentPrice ?? lot.startPrice)) / step;
  if (jump > BigInt(lot.policy.jumpLimitSteps) && !bid.confirmJump) {
    return refused('JUMP_NOT_CONFIRMED', { steps: String(jump), limit: String(lot.policy.jumpLimitSteps) });
  }
  return { kind: 'accepted', sequence: lot.bidCount + 1, entryId: entry.id, bidderNumber: entry.bidderNumber };
}

/** The lot after an accepted bid. */
export function withBid(lot: Lot, accepted: Extract<BidDecision, { kind: 'accepted' }>, amount: bigint): Lot {
  return {
    ...lot,
    currentPrice: amount,
    leader: { entryId: accepted.entryId, bidderNumber: accepted.bidderNumber },
    bidCount: accepted.sequence,
    version: lot.version + 1,
  };
}

function refused(code: BidRefusal, values: Readonly<Record<string, string>> = {}): BidDecision {
  return { kind: 'refused', code, values };
}
