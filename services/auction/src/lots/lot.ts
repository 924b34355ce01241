import type { lotStates } from '@belgi/contracts';
import type { ProtocolChain } from '../protocol/protocol-chain.js';
import { Ladder, type StepRule } from './ladder.js';
import type { PlateCombination } from './plate.js';

export type LotState = (typeof lotStates)[number];
export type SaleMode = 'AUCTION' | 'FIXED_PRICE';

/** 100 % in basis points, the unit of shares here. */
export const WHOLE_BASIS_POINTS = 10_000n;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/**
 * The rules a lot was announced under, copied into its row: a later default never changes a published lot.
 * Steps and prices in tyiyn, shares in basis points, durations in seconds or days.
 */
export interface LotPolicy extends StepRule {
  readonly version: number;
  readonly depositShareBasisPoints: number;
  readonly paymentDays: number;
  readonly requireVerifiedPin: boolean;
  /** A bid further above the price than this many steps wants a confirmation. */
  readonly jumpLimitSteps: number;
  readonly softCloseWindowSeconds: number;
  readonly softCloseExtensionSeconds: number;
  readonly hardStopSeconds: number;
  /** Whether who bid second is offered the lot when the winner does not pay. */
  readonly secondOffer: boolean;
  /** At how many hours before the end of a payment term its payer is reminded. */
  readonly reminderHours: readonly number[];
  /** More strikes than this block; 0: none are given. */
  readonly strikeLimit: number;
  readonly strikeBlockMonths: number;
  /** How long a reservation at a fixed price holds the lot. */
  readonly reservationSeconds: number;
}

/** Who leads a lot. */
export interface LotLeader {
  readonly entryId: string;
  readonly bidderNumber: number;
}

/** Who bid highest after the leader, and how much: kept at the close for a second offer. */
export interface RunnerUp extends LotLeader {
  readonly price: bigint;
}

/** Whose a lot is to pay for, or was. */
export interface Award extends RunnerUp {
  /** `SECOND`: the winner did not pay, and it was offered to who bid second. */
  readonly place: 'FIRST' | 'SECOND';
}

/** A lot as the rules see it. Amounts in tyiyn. */
export interface Lot {
  readonly id: string;
  readonly plate: PlateCombination & { readonly id: string };
  readonly saleMode: SaleMode;
  readonly state: LotState;
  readonly policy: LotPolicy;
  readonly startPrice: bigint;
  readonly deposit: bigint;
  readonly currentPrice: bigint | null;
  readonly leader: LotLeader | null;
  readonly bidCount: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly hardStopAt: Date;
  readonly closedAt: Date | null;
  readonly paymentDueAt: Date | null;
  readonly settledAt: Date | null;
  readonly cancelReason: string | null;
  /** Null before the close, and where nobody else bid or the policy knows no second offer. */
  readonly runnerUp: RunnerUp | null;
  /** When it was offered to the second. */
  readonly offeredAt: Date | null;
  /** When the payer is to be reminded next. */
  readonly remindAt: Date | null;
  readonly pausedAt: Date | null;
  readonly pauseReason: string | null;
  /** The first millisecond in which a reservation holds the lot no more; null unless it is `RESERVED`. */
  readonly reservedUntil: Date | null;
  /** The unsold or cancelled lot that this one offers again. */
  readonly relistOf: string | null;
  /** Its protocol as far as it goes; null: announced before there were any. */
  readonly protocol: ProtocolChain | null;
  /** Version of the aggregate: the number of facts about it. */
  readonly version: number;
}

/** What has not happened to a lot that was just announced. */
export const untouched = {
  currentPrice: null,
  leader: null,
  bidCount: 0,
  closedAt: null,
  paymentDueAt: null,
  settledAt: null,
  cancelReason: null,
  runnerUp: null,
  offeredAt: null,
  remindAt: null,
  pausedAt: null,
  pauseReason: null,
  reservedUntil: null,
  relistOf: null,
  protocol: null,
} as const satisfies Partial<Lot>;

/** Whether time has come for bids: `BEFORE` also while paused or sold otherwise, `AFTER` from the end on. */
export type BiddingPhase = 'BEFORE' | 'DURING' | 'AFTER';

const beforeBidding: readonly LotState[] = ['PLANNED', 'PAUSED', 'RESERVED'];

/**
 * Where a lot stands at `now`, the database's clock read under its lock.
 * The end counts from its first millisecond on, whether or not the timekeeper was there yet.
 */
export function biddingPhase(lot: Pick<Lot, 'state' | 'saleMode' | 'closesAt'>, now: Date): BiddingPhase {
  if (beforeBidding.includes(lot.state)) return 'BEFORE';
  if (lot.state !== 'OPEN' || now >= lot.closesAt) return 'AFTER';
  return lot.saleMode === 'AUCTION' ? 'DURING' : 'BEFORE';
}

/** The least amount the next bid may have; null when no bid will be taken any more. */
export function minimumNextBid(lot: Lot): bigint | null {
  if (lot.saleMode !== 'AUCTION' || !['PLANNED', 'OPEN', 'PAUSED'].includes(lot.state)) return null;
  return nextPrice(lot);
}

/** The prices that this lot may have. */
export function ladderOf(lot: Pick<Lot, 'startPrice' | 'policy'>): Ladder {
  return new Ladder(lot.startPrice, lot.policy);
}

/** What the next bid must come to at least. */
export function nextPrice(lot: Pick<Lot, 'startPrice' | 'currentPrice' | 'policy'>): bigint {
  return lot.currentPrice === null ? lot.startPrice : ladderOf(lot).next(lot.currentPrice);
}

/** The step in force: what a bid on the price there is must rise by. */
export function stepInForce(lot: Pick<Lot, 'startPrice' | 'currentPrice' | 'policy'>): bigint {
  return ladderOf(lot).stepAt(lot.currentPrice ?? lot.startPrice);
}

/**
 * The end after a bid accepted at `now`: one in the last moments moves it to some time after that bid, never past the hard
 * stop and never back (soft close).
 */
export function endAfterBid(lot: Pick<Lot, 'closesAt' | 'hardStopAt' | 'policy'>, now: Date): Date {
  const { softCloseWindowSeconds, softCloseExtensionSeconds } = lot.policy;
  if (lot.closesAt.getTime() - now.getTime() > softCloseWindowSeconds * 1_000) return lot.closesAt;
  const wanted = Math.min(now.getTime() + softCloseExtensionSeconds * 1_000, lot.hardStopAt.getTime());
  return wanted > lot.closesAt.getTime() ? new Date(wanted) : lot.closesAt;
}

/** Until when one more reservation at a fixed price holds the lot that is made at `now`. */
export function reservationEnd({ policy }: Pick<Lot, 'policy'>, now: Date): Date {
  return new Date(now.getTime() + policy.reservationSeconds * 1_000);
}

/** Whether a reservation holds the lot at `now`; over at its first millisecond, whether or not the timekeeper was there yet. */
export function isHeld({ reservedUntil }: Pick<Lot, 'reservedUntil'>, now: Date): boolean {
  return reservedUntil !== null && now < reservedUntil;
}

/** Deposit for a start price, in whole tyiyn, never less than the share. */
export function depositOf(startPrice: bigint, policy: LotPolicy): bigint {
  const share = startPrice * BigInt(policy.depositShareBasisPoints);
  return (share + WHOLE_BASIS_POINTS - 1n) / WHOLE_BASIS_POINTS;
}

/** Until when whoever was awarded a lot at `awardedAt` must have paid. */
export function paymentDueAt(awardedAt: Date, policy: LotPolicy): Date {
  return new Date(awardedAt.getTime() + policy.paymentDays * MS_PER_DAY);
}

/** When a payer is to be reminded next, after `now`: the policy's hours before the end of the term; null: no more. */
export function nextReminder(dueAt: Date, { reminderHours }: Pick<LotPolicy, 'reminderHours'>, now: Date): Date | null {
  const times = reminderHours.map((hours) => dueAt.getTime() - hours * MS_PER_HOUR).filter((at) => at > now.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Whose the lot is to pay for, at which price; of a lot that is not closed, whose it would be. */
export function awardOf(lot: Pick<Lot, 'leader' | 'currentPrice' | 'runnerUp' | 'offeredAt'>): Award | null {
  if (lot.offeredAt !== null && lot.runnerUp !== null) return { ...lot.runnerUp, place: 'SECOND' };
  if (lot.leader === null || lot.currentPrice === null) return null;
  return { ...lot.leader, price: lot.currentPrice, place: 'FIRST' };
}

/** Whether somebody has the lot to pay for. */
export function awaitsPayment({ state }: Pick<Lot, 'state'>): boolean {
  return state === 'AWAITING_PAYMENT' || state === 'OFFERED_TO_SECOND';
}

/** What the lot was sold for; null while it is not sold. */
export function salePrice(lot: Lot): bigint | null {
  if (lot.state !== 'SOLD') return null;
  return lot.saleMode === 'FIXED_PRICE' ? lot.startPrice : (awardOf(lot)?.price ?? null);
}

/** The price that the catalogue goes by (`lots.price`): what it was sold for, else the last bid, else what it starts at. */
export function shownPrice(lot: Lot): bigint {
  return salePrice(lot) ?? lot.currentPrice ?? lot.startPrice;
}

/** What the payer still owes: the price, less the deposit that is applied to it where one is held. */
export function amountDue(
  lot: Pick<Lot, 'saleMode' | 'startPrice' | 'leader' | 'currentPrice' | 'runnerUp' | 'offeredAt' | 'deposit'>,
  payer: { readonly depositHeld: boolean },
): bigint {
  if (lot.saleMode === 'FIXED_PRICE') return lot.startPrice;
  return (awardOf(lot)?.price ?? 0n) - (payer.depositHeld ? lot.deposit : 0n);
}

/** States in which a lot can still be called off: nothing was awarded yet. */
export const cancellableStates: readonly LotState[] = ['PLANNED', 'OPEN', 'PAUSED', 'RESERVED'];
