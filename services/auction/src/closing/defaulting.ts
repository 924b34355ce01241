import { type Entry, type Release, release } from '../entries/entry.js';
import { type Lot, nextReminder, paymentDueAt } from '../lots/lot.js';

/** What a lot becomes when nobody paid for it in time. */
export interface DefaultDecision {
  /** Who did not pay: the deposit, if one is held, is lost. */
  readonly forfeited: Entry;
  /** Offered to the second, or unsold. */
  readonly result: Lot;
  readonly offered: Entry | null;
  /** The second whom it is not offered to. */
  readonly released: Release | null;
}

/**
 * The payer of a lot did not pay by `now`; pure. The lot is offered to who bid second, once, on the price of their last bid and
 * with a term of its own; not to somebody who may not take part any more, or whose deposit is gone: they are bound by nothing.
 */
export function defaultLot(
  lot: Lot,
  payer: Entry,
  second: { readonly entry: Entry; readonly mayTakePart: boolean } | null,
  now: Date,
): DefaultDecision {
  const forfeited: Entry = { ...payer, state: 'FORFEITED', version: payer.version + 1 };
  const version = lot.version + 1;
  const waiting = lot.state === 'AWAITING_PAYMENT' ? second : null;
  if (waiting?.mayTakePart && waiting.entry.depositHeld) {
    const dueAt = paymentDueAt(now, lot.policy);
    const remindAt = nextReminder(dueAt, lot.policy, now);
    return {
      forfeited,
      result: { ...lot, state: 'OFFERED_TO_SECOND', offeredAt: now, paymentDueAt: dueAt, remindAt, version },
      offered: { ...waiting.entry, state: 'WON', version: waiting.entry.version + 1 },
      released: null,
    };
  }
  return {
    forfeited,
    result: { ...lot, state: 'UNSOLD', settledAt: now, remindAt: null, version },
    offered: null,
    released: waiting && release(waiting.entry),
  };
}
