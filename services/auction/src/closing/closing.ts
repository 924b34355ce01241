import { type Entry, type Release, release } from '../entries/entry.js';
import { type Lot, nextReminder, paymentDueAt, type RunnerUp } from '../lots/lot.js';
import { extendChain, type ProtocolChain } from '../protocol/protocol-chain.js';
import { closedLine, entriesLine, resultLine } from '../protocol/protocol-lines.js';
import type { Outcome } from './outcome.js';

/** What a lot becomes when its time is up. */
export interface ClosingDecision {
  /** Bidding ended. */
  readonly closed: Lot;
  /** Awarded to the leader, or unsold where nobody bid. */
  readonly result: Lot;
  readonly won: Entry | null;
  /** Who bid second, and whose deposit is kept until the winner has paid. */
  readonly second: Entry | null;
  /** Everybody else who was still in. */
  readonly released: readonly Release[];
}

const afterwards = ['PAID', 'RELEASED', 'FORFEITED'];

/**
 * Closes a lot at `now`; pure. `entries` are all of the lot's, `runnerUp` is who bid highest after the leader, and `mayFollow` says
 * whether they may still take part. Whoever has no deposit at the bank then is bound by nothing, and is not kept for a second offer.
 */
export function closeLot(
  lot: Lot,
  entries: readonly Entry[],
  { runnerUp, mayFollow }: { readonly runnerUp: RunnerUp | null; readonly mayFollow: boolean },
  now: Date,
): ClosingDecision {
  const outcome = { winner: winnerOf(lot), runnerUp };
  const protocol = closedProtocol(lot.protocol, entries, outcome, now);
  const closed: Lot = { ...lot, state: 'CLOSED', closedAt: now, protocol, version: lot.version + 1 };
  const winner = lot.leader && entries.find((entry) => entry.id === lot.leader?.entryId);
  if (lot.leader && !winner) throw new Error('the leader of a lot has no entry');
  const second =
    (lot.policy.secondOffer &&
      mayFollow &&
      entries.find(({ id, depositHeld }) => id === runnerUp?.entryId && depositHeld)) ||
    null;
  const released = entries
    .filter(({ id, state }) => id !== winner?.id && id !== second?.id && !afterwards.includes(state))
    .map(release);
  if (!winner) {
    const unsold: Lot = { ...closed, state: 'UNSOLD', settledAt: now, version: closed.version + 1 };
    return { closed, result: unsold, won: null, second: null, released };
  }
  const dueAt = paymentDueAt(now, lot.policy);
  const result: Lot = {
    ...closed,
    state: 'AWAITING_PAYMENT',
    paymentDueAt: dueAt,
    remindAt: nextReminder(dueAt, lot.policy, now),
    runnerUp: second && runnerUp,
    version: closed.version + 1,
  };
  return {
    closed,
    result,
    won: { ...winner, state: 'WON', version: winner.version + 1 },
    second: second && { ...second, state: 'OUTBID', version: second.version + 1 },
    released,
  };
}

const winnerOf = ({ leader, currentPrice }: Lot): RunnerUp | null =>
  leader && currentPrice !== null ? { ...leader, price: currentPrice } : null;

/** The last lines: that bidding is over, who took part, who won. */
function closedProtocol(
  protocol: ProtocolChain | null,
  entries: readonly Entry[],
  outcome: Outcome,
  now: Date,
): ProtocolChain | null {
  return [closedLine(now), entriesLine(entries), resultLine(outcome)].reduce(extendChain, protocol);
}
