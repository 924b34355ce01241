import type { Entry } from '../entries/entry.js';
import { type Lot, type LotLeader, stepInForce } from '../lots/lot.js';
import { extendChain } from '../protocol/protocol-chain.js';
import { bidLine, extendedLine } from '../protocol/protocol-lines.js';
import { withBid } from './bid.js';

/** A bid as it stands in the log. Amount and previous amount in tyiyn. */
export interface Bid {
  readonly id: string;
  readonly lotId: string;
  readonly entryId: string;
  readonly bidderNumber: number;
  /** Gapless per lot, from 1. */
  readonly sequence: number;
  readonly amount: bigint;
  readonly previousAmount: bigint | null;
  readonly step: bigint;
  readonly automatic: boolean;
  readonly at: Date;
}

/** What one bid changed, in the order of the log. */
export interface BidStep {
  readonly bid: Bid;
  /** The lot with this bid. */
  readonly lot: Lot;
  /** The same lot once more, when the bid moved its end: a fact of its own. */
  readonly extended: Lot | null;
  /** Who leads now and did not before. */
  readonly led: Entry | null;
  /** Who led before and does not now. Whoever tried in vain is not in it: they were answered. */
  readonly outbid: Entry | null;
}

/** One more bid in the log of a lot. */
export function appendBid(
  lot: Lot,
  {
    leader,
    amount,
    automatic,
    now,
    id,
  }: { leader: LotLeader; amount: bigint; automatic: boolean; now: Date; id: string },
): Pick<BidStep, 'bid' | 'lot' | 'extended'> {
  const moved = withBid(lot, leader, amount, now);
  const bid: Bid = {
    id,
    lotId: lot.id,
    entryId: leader.entryId,
    bidderNumber: leader.bidderNumber,
    sequence: moved.bidCount,
    amount,
    previousAmount: lot.currentPrice,
    step: stepInForce(lot),
    automatic,
    at: now,
  };
  const after: Lot = { ...moved, protocol: extendChain(lot.protocol, bidLine(bid)) };
  if (after.closesAt.getTime() === lot.closesAt.getTime()) return { bid, lot: after, extended: null };
  const protocol = extendChain(after.protocol, extendedLine(after.closesAt));
  return { bid, lot: after, extended: { ...after, protocol, version: after.version + 1 } };
}

/** The entry in another state, one version on; null when it is in that state already. */
export function moved(entry: Entry, state: 'LEADING' | 'OUTBID'): Entry | null {
  return entry.state === state ? null : { ...entry, state, version: entry.version + 1 };
}

/** The lot when this step is done. */
export const lotAfter = ({ lot, extended }: BidStep): Lot => extended ?? lot;

/**
 * The entries that a batch moved, each once and one version on: within it one may lead, lose and lead again, and is told where they
 * stand when it is decided. Whoever led before it and leads after it is not among them.
 */
export function movesOf(steps: readonly BidStep[]): Entry[] {
  const moves = new Map<string, { readonly first: Entry; last: Entry }>();
  for (const { led, outbid } of steps)
    for (const entry of [outbid, led]) {
      if (entry === null) continue;
      const move = moves.get(entry.id);
      if (move === undefined) moves.set(entry.id, { first: entry, last: entry });
      else move.last = entry;
    }
  return [...moves.values()].flatMap(({ first, last }) =>
    first.state === 'OUTBID' && last.state === 'LEADING' ? [] : [{ ...last, version: first.version }],
  );
}

/** These entries after the steps: within a batch one may lead, lose and lead again; what counts is the last of it. */
export function lastStates(entries: readonly Entry[], steps: readonly BidStep[]): Entry[] {
  const last = new Map(entries.map((entry) => [entry.id, entry]));
  for (const { led, outbid } of steps) for (const entry of [outbid, led]) if (entry) last.set(entry.id, entry);
  return [...last.values()];
}
