import type { Bid } from '../bidding/bid-step.js';
import type { Ladder } from '../lots/ladder.js';
import { type Lot, ladderOf } from '../lots/lot.js';

/** End and hard stop that no bid made: those announced, and those that each pause left, with how many bids there were before. */
export interface FixedEnd {
  readonly afterBids: number;
  readonly closesAt: Date;
  readonly hardStopAt: Date;
}

/**
 * Names the first invariant that a lot's log does not keep; undefined when it keeps all. Pure, and asked anew of the log alone: the
 * end is folded over it by the policy, not believed.
 * @param ends in order, the announced one first; none where it is not known: then the end is taken as it is
 */
export function violationOfLog(lot: Lot, log: readonly Bid[], ends: readonly FixedEnd[]): string | undefined {
  const ladder = ladderOf(lot);
  for (const [index, bid] of log.entries()) {
    if (bid.sequence !== index + 1) return `sequence without gaps: ${bid.sequence} at ${index + 1}`;
    const violation = violationOfBid(ladder, bid, log[index - 1]) ?? violationOfTime(lot, bid);
    if (violation) return `${violation}: ${bid.sequence}`;
  }
  const last = log.at(-1);
  if (lot.bidCount !== log.length) return 'the lot counts its bids';
  if (lot.currentPrice !== (last?.amount ?? null)) return 'the price is that of the last bid';
  if ((lot.leader?.entryId ?? null) !== (last?.entryId ?? null)) return 'the leader made the last bid';
  return violationOfEnds(lot, log, ends);
}

function violationOfBid(ladder: Ladder, bid: Bid, before: Bid | undefined): string | undefined {
  if (bid.previousAmount !== (before?.amount ?? null)) return 'each bid names the one before it';
  if (before && bid.amount < ladder.next(before.amount)) return 'prices rise by the step in force';
  if (!ladder.has(bid.amount)) return 'prices stand on the grid, from the start price on';
  if (before && bid.step !== ladder.stepAt(before.amount)) return 'the log has the step in force';
  if (before && bid.at < before.at) return 'time does not go back';
  // A maximum answers an equal one that came later, and that the log does not have.
  if (before?.entryId === bid.entryId && !bid.automatic) return 'nobody outbids themselves';
  return undefined;
}

function violationOfTime(lot: Lot, bid: Bid): string | undefined {
  if (lot.closedAt && bid.at > lot.closedAt) return 'nothing after the close';
  if (bid.at >= lot.hardStopAt) return 'nothing after the hard stop';
  if (bid.at < lot.opensAt || bid.at >= lot.closesAt) return 'bids within the time of the lot';
  return undefined;
}

/** Soft close by the letter: a bid in the window moves the end to the extension after it, not past the hard stop and not back. */
function violationOfEnds(lot: Lot, log: readonly Bid[], ends: readonly FixedEnd[]): string | undefined {
  if (lot.closesAt > lot.hardStopAt) return 'the hard stop is never passed';
  const [announced, ...left] = ends;
  if (!announced) return undefined;
  const { softCloseWindowSeconds, softCloseExtensionSeconds } = lot.policy;
  let end = announced.closesAt.getTime();
  let hardStop = announced.hardStopAt.getTime();
  for (const sequence of [...log.keys()].map((index) => index + 1).concat(log.length + 1)) {
    for (let pause = left[0]; pause && pause.afterBids < sequence; pause = left[0]) {
      left.shift();
      if (pause.closesAt.getTime() < end) return `a pause takes no time from anybody: after ${pause.afterBids}`;
      end = pause.closesAt.getTime();
      hardStop = pause.hardStopAt.getTime();
    }
    const at = log[sequence - 1]?.at.getTime();
    if (at === undefined) break;
    if (at >= end) return `decided before the end then in force: ${sequence}`;
    const moved = Math.min(at + softCloseExtensionSeconds * 1_000, hardStop);
    if (end - at <= softCloseWindowSeconds * 1_000 && moved > end) end = moved;
  }
  if (lot.hardStopAt.getTime() !== hardStop) return 'the hard stop is as announced, or as a pause left it';
  if (lot.closesAt.getTime() < end) return 'the end never moves back';
  return lot.closesAt.getTime() > end ? 'the end moves by late bids alone, as far as the policy says' : undefined;
}
