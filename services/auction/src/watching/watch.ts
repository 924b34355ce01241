import type { Entitlement } from '../bidders/bidder.js';
import type { DigitsClass, LettersClass } from '../catalogue/combination-class.js';
import type { PlatePattern } from '../catalogue/plate-pattern.js';
import type { Lot, LotState } from '../lots/lot.js';

/** Lots that one person watches at once, those that are over among them until they leave the list: more is not looked at. */
export const MAX_WATCHED_LOTS = 200;
/** Each new lot is held against every pattern of everybody. */
export const MAX_WATCHED_PATTERNS = 20;
/** How long before its end a watched lot is told of, in minutes: time enough to enter and to pay the deposit. */
export const CLOSES_SOON_MINUTES = 60;

/** What a person wants to hear of; null: any. At least one of them says something. Amount in tyiyn. */
export interface WatchedPattern {
  readonly id: string;
  readonly region: string | null;
  readonly digits: string | null;
  readonly letters: string | null;
  readonly digitsClass: DigitsClass | null;
  readonly lettersClass: LettersClass | null;
  readonly maxPrice: bigint | null;
  readonly since: Date;
}

/** What watchers are told of: a lot that fits a pattern of theirs is planned; the others are about lots that they watch. */
export const watchKinds = ['PLANNED', 'OPENED', 'CLOSES_SOON', 'CANCELLED'] as const;
export type WatchKind = (typeof watchKinds)[number];

/** In which state a lot must still be for it to be worth telling: one that opens as it is announced is new all the same. */
const tellsOf: Record<WatchKind, readonly LotState[]> = {
  PLANNED: ['PLANNED', 'OPEN'],
  OPENED: ['OPEN'],
  CLOSES_SOON: ['OPEN'],
  CANCELLED: ['CANCELLED'],
};

export function isWorthTelling(kind: WatchKind, lot: Pick<Lot, 'state'>): boolean {
  return tellsOf[kind].includes(lot.state);
}

/** In this order. */
export const watchRefusals = [
  'BIDDER_IS_STAFF',
  'CONSENT_REQUIRED',
  'PROCESSING_RESTRICTED',
  'BIDDER_BLOCKED',
  'LOT_UNKNOWN',
  'LOT_CLOSED',
  'PATTERN_INVALID',
  'WATCHED_LOTS_FULL',
  'WATCHED_PATTERNS_FULL',
] as const;
export type WatchRefusal = (typeof watchRefusals)[number];

type Who = Pick<Entitlement, 'staff' | 'consentLive' | 'keptOnly' | 'blocked'>;

/** A watch list is a use of data: it takes what taking part takes, but for a proved PIN. */
export function decideWatcher(who: Who): WatchRefusal | 'ALLOWED' {
  if (who.staff) return 'BIDDER_IS_STAFF';
  if (!who.consentLive) return 'CONSENT_REQUIRED';
  if (who.keptOnly) return 'PROCESSING_RESTRICTED';
  return who.blocked ? 'BIDDER_BLOCKED' : 'ALLOWED';
}

const over: readonly LotState[] = ['SOLD', 'UNSOLD', 'CANCELLED'];

/** @param watched how many lots this person watches already, this one not among them */
export function decideWatchLot(
  who: Who,
  lot: Pick<Lot, 'state'> | undefined,
  watched: number,
): WatchRefusal | 'ALLOWED' {
  const code = decideWatcher(who);
  if (code !== 'ALLOWED') return code;
  if (lot === undefined) return 'LOT_UNKNOWN';
  if (over.includes(lot.state)) return 'LOT_CLOSED';
  return watched >= MAX_WATCHED_LOTS ? 'WATCHED_LOTS_FULL' : 'ALLOWED';
}

/** What somebody asks to hear of, as they typed it. */
export interface PatternWish extends Omit<WatchedPattern, 'id' | 'since' | 'digits' | 'letters'> {
  /** Null: none was given; undefined: what was given is none. */
  readonly pattern: PlatePattern | null | undefined;
}

/** @param watched how many patterns this person watches already */
export function decideWatchPattern(who: Who, wish: PatternWish, watched: number): WatchRefusal | 'ALLOWED' {
  const code = decideWatcher(who);
  if (code !== 'ALLOWED') return code;
  const { pattern, region, digitsClass, lettersClass, maxPrice } = wish;
  const asks = [pattern?.digits, pattern?.letters, region, digitsClass, lettersClass];
  if (pattern === undefined || asks.every((one) => one === null || one === undefined)) return 'PATTERN_INVALID';
  if (maxPrice !== null && maxPrice <= 0n) return 'PATTERN_INVALID';
  return watched >= MAX_WATCHED_PATTERNS ? 'WATCHED_PATTERNS_FULL' : 'ALLOWED';
}
