import { stepsRise } from './ladder.js';
import { depositOf, type LotPolicy, type SaleMode } from './lot.js';
import { type PlateCombination, plateOf } from './plate.js';

/** The largest amount anything may cost: 10 billion som in tyiyn. Far above any plate, far below 2^63. */
export const MAX_PRICE_MINOR = 1_000_000_000_000n;
/** One som: below it the share of a deposit is not a whole tyiyn any more. */
export const MIN_PRICE_MINOR = 100n;
/** An auction shorter than this is a mistake in the form. */
export const MIN_AUCTION_MS = 60_000;
/** Clocks of an auctioneer's computer and ours differ: an opening this little in the past means "now". */
export const OPENING_TOLERANCE_MS = 300_000;

/** What an auctioneer asks for. Amounts in tyiyn. */
export interface LotRequest {
  readonly plate: PlateCombination;
  readonly saleMode: SaleMode;
  /** Of a lot at a fixed price, its price. */
  readonly startPrice: bigint;
  /** The default policy's step when null. */
  readonly step: bigint | null;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Latest possible end; the policy's distance from `closesAt` when null. */
  readonly hardStopAt: Date | null;
}

export interface LotPlan {
  readonly plate: PlateCombination;
  readonly saleMode: SaleMode;
  readonly policy: LotPolicy;
  readonly startPrice: bigint;
  readonly deposit: bigint;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly hardStopAt: Date;
}

/** Why a lot cannot be planned, in the order they are looked at. */
export const lotPlanRefusals = ['PLATE_INVALID', 'PRICE_INVALID', 'STEP_INVALID', 'TIMES_INVALID'] as const;
export type LotPlanRefusal = (typeof lotPlanRefusals)[number];

/** A lot that may be announced, or the first reason why not. */
export function planLot(
  request: LotRequest,
  standard: LotPolicy,
  alphabet: string,
  now: Date,
): LotPlan | LotPlanRefusal {
  const plate = plateOf(request.plate, alphabet);
  if (!plate) return 'PLATE_INVALID';
  if (request.startPrice < MIN_PRICE_MINOR || request.startPrice > MAX_PRICE_MINOR) return 'PRICE_INVALID';
  const stepMinor = request.step ?? standard.stepMinor;
  // One step that the auctioneer names holds at every price.
  const policy = request.step === null ? standard : { ...standard, stepMinor, stepBands: [] };
  const stepFits = stepMinor > 0n && stepMinor <= request.startPrice && stepsRise(policy);
  const isFixed = request.saleMode === 'FIXED_PRICE';
  // Nobody bids on a fixed price: no step, no end that moves.
  if (isFixed ? request.step !== null : !stepFits) return 'STEP_INVALID';
  const latestMove = isFixed ? 0 : policy.hardStopSeconds * 1_000;
  const hardStopAt = request.hardStopAt ?? new Date(request.closesAt.getTime() + latestMove);
  const opensInTime = request.opensAt.getTime() >= now.getTime() - OPENING_TOLERANCE_MS;
  const lastsLongEnough =
    request.closesAt.getTime() - Math.max(request.opensAt.getTime(), now.getTime()) >= MIN_AUCTION_MS;
  const endsInOrder = isFixed ? hardStopAt.getTime() === request.closesAt.getTime() : hardStopAt >= request.closesAt;
  if (!opensInTime || !lastsLongEnough || !endsInOrder) return 'TIMES_INVALID';
  return {
    plate,
    saleMode: request.saleMode,
    policy,
    startPrice: request.startPrice,
    deposit: isFixed ? 0n : depositOf(request.startPrice, policy),
    opensAt: request.opensAt,
    closesAt: request.closesAt,
    hardStopAt,
  };
}
