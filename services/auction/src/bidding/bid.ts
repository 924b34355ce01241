import { biddingPhase, endAfterBid, type Lot, ladderOf, nextPrice } from '../lots/lot.js';

/** Why a bid is refused, in the order in which the rules are asked (graph.graphql, BidRefused). */
export const bidRefusals = [
  'KEY_REUSED',
  'LOT_UNKNOWN',
  'LOT_AT_FIXED_PRICE',
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

/**
 * What somebody wants: to bid an amount, or to leave a maximum up to which the system bids for them. Amount in tyiyn; `bodyHash`
 * is keyed, over kind, lot, amount and confirmation (body-hash.ts).
 */
export interface BidIntent {
  readonly kind: 'BID' | 'MAXIMUM';
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

/** A bid that goes into the log: of who asked, or the answer of the leader's maximum to it. Amount in tyiyn. */
export interface PlannedBid {
  readonly by: 'BIDDER' | 'LEADER';
  readonly amount: bigint;
  /** Made by the system within a maximum. */
  readonly automatic: boolean;
}

export type BidDecision =
  | { readonly kind: 'repeated'; readonly answer: BidAnswer }
  | {
      readonly kind: 'refused';
      readonly code: BidRefusal;
      readonly values: Readonly<Record<string, string>>;
      /** The leader's maximum bids this much all the same: it was left earlier, and equals what was asked. */
      readonly answeredWith: bigint | null;
    }
  | {
      readonly kind: 'accepted';
      /** In the order of the log. None: a leader changed their own maximum. */
      readonly bids: readonly PlannedBid[];
      /** That of who leads afterwards; null: they left none. */
      readonly maximum: bigint | null;
    };

/**
 * Decides one bid. Pure: `lot`, `leadersMaximum`, `standing` and `earlier` were read under the lot's lock, `now` after it was held.
 * The first rule that is broken names the refusal. Values of refusals are amounts in tyiyn or counts, as decimal strings.
 *
 * @param leadersMaximum up to what the system answers for who leads; null: they left none, or may not bid at the moment
 */
export function decideBid(
  { lot, leadersMaximum }: { readonly lot: Lot | undefined; readonly leadersMaximum: bigint | null },
  standing: BidderStanding,
  earlier: EarlierAnswer | undefined,
  bid: BidIntent,
  now: Date,
): BidDecision {
  if (earlier) {
    return earlier.bodyHash === bid.bodyHash ? { kind: 'repeated', answer: earlier.answer } : refused('KEY_REUSED');
  }
  if (!lot) return refused('LOT_UNKNOWN');
  if (lot.saleMode === 'FIXED_PRICE') return refused('LOT_AT_FIXED_PRICE');
  const phase = biddingPhase(lot, now);
  if (phase === 'BEFORE') return refused('LOT_NOT_OPEN');
  if (phase === 'AFTER') return refused('LOT_CLOSED');
  if (!standing.consentLive) return refused('CONSENT_REQUIRED');
  if (standing.keptOnly) return refused('PROCESSING_RESTRICTED');
  if (standing.blocked) return refused('BIDDER_BLOCKED');
  if (standing.staff) return refused('BIDDER_IS_STAFF');
  if (!standing.entry) return refused('ENTRY_REQUIRED');
  const leads = lot.leader?.entryId === standing.entry.id;
  if (leads && bid.kind === 'BID') return refused('ALREADY_LEADING');
  return refusalOfAmount(lot, leads, bid) ?? (leads ? keptWith(bid.amount) : contest(lot, leadersMaximum, bid));
}

/** The rules of the amount: the minimum, the prices that the lot may have, and jumps. A leader's own maximum covers their bid. */
function refusalOfAmount(lot: Lot, leads: boolean, bid: BidIntent): BidDecision | undefined {
  const minimum = leads ? (lot.currentPrice ?? lot.startPrice) : nextPrice(lot);
  if (bid.amount < minimum) return belowMinimum(minimum);
  const ladder = ladderOf(lot);
  if (!ladder.has(bid.amount)) {
    const { anchor, step } = ladder.stretchAt(bid.amount);
    return refused('BID_OFF_STEP', { step: String(step), startPrice: String(anchor) });
  }
  const jump = ladder.rungOf(bid.amount) - ladder.rungOf(lot.currentPrice ?? lot.startPrice);
  if (bid.kind === 'BID' && jump > BigInt(lot.policy.jumpLimitSteps) && !bid.confirmJump)
    return refused('JUMP_NOT_CONFIRMED', { steps: String(jump), limit: String(lot.policy.jumpLimitSteps) });
  return undefined;
}

/** Raising, or lowering, one's own maximum while one leads changes nothing that anybody sees. */
const keptWith = (maximum: bigint): BidDecision => ({ kind: 'accepted', bids: [], maximum });

/**
 * What comes of an amount against the leader's maximum: the higher one leads at one step over the other, or where that would be
 * above it, at itself; the earlier of two equal ones leads. Nobody bids against themselves, and nobody needs two bids to lead.
 */
function contest(lot: Lot, leadersMaximum: bigint | null, bid: BidIntent): BidDecision {
  const { amount, kind } = bid;
  const automatic = kind === 'MAXIMUM';
  const ladder = ladderOf(lot);
  if (leadersMaximum === amount) return { ...belowMinimum(ladder.next(amount)), answeredWith: amount };
  if (leadersMaximum !== null && leadersMaximum > amount)
    return {
      kind: 'accepted',
      bids: [
        { by: 'BIDDER', amount, automatic },
        { by: 'LEADER', amount: ladder.next(amount), automatic: true },
      ],
      maximum: leadersMaximum,
    };
  if (!automatic) return { kind: 'accepted', bids: [{ by: 'BIDDER', amount, automatic }], maximum: null };
  const price = leadersMaximum === null ? nextPrice(lot) : ladder.next(leadersMaximum);
  return { kind: 'accepted', bids: [{ by: 'BIDDER', amount: price, automatic }], maximum: amount };
}

/** The lot after a bid in its log. */
export function withBid(lot: Lot, leader: NonNullable<Lot['leader']>, amount: bigint, now: Date): Lot {
  return {
    ...lot,
    currentPrice: amount,
    leader,
    bidCount: lot.bidCount + 1,
    closesAt: endAfterBid(lot, now),
    version: lot.version + 1,
  };
}

type Refused = Extract<BidDecision, { kind: 'refused' }>;

function refused(code: BidRefusal, values: Readonly<Record<string, string>> = {}): Refused {
  return { kind: 'refused', code, values, answeredWith: null };
}

const belowMinimum = (minimum: bigint): Refused => refused('BID_BELOW_MINIMUM', { minimum: String(minimum) });
