import { type Entry, type Release, release } from '../entries/entry.js';
import { type Lot, paymentDueAt } from '../lots/lot.js';

/** What a lot becomes when its time is up. */
export interface ClosingDecision {
  /** Bidding ended. */
  readonly closed: Lot;
  /** Awarded to the leader, or unsold where nobody bid. */
  readonly result: Lot;
  readonly won: Entry | null;
  /** Everybody else who was still in. */
  readonly released: readonly Release[];
}

const afterwards = ['PAID', 'RELEASED', 'FORFEITED'];

/** Closes a lot at `now`; pure. `entries` are all of the lot's. */
export function closeLot(lot: Lot, entries: readonly Entry[], now: Date): ClosingDecision {
  const closed: Lot = { ...lot, state: 'CLOSED', closedAt: now, version: lot.version + 1 };
  const winner = lot.leader && entries.find((entry) => entry.id === lot.leader?.entryId);
  if (lot.leader && !winner) throw new Error('the leader of a lot has no entry');
  const released = entries.filter((entry) => entry.id !== winner?.id && !afterwards.includes(entry.state)).map(release);
  const result: Lot = winner
    ? { ...closed, state: 'AWAITING_PAYMENT', paymentDueAt: paymentDueAt(now, lot.policy), version: closed.version + 1 }
    : { ...closed, state: 'UNSOLD', settledAt: now, version: closed.version + 1 };
  return { closed, result, won: winner ? { ...winner, state: 'WON', version: winner.version + 1 } : null, released };
}
