import type { DepositState, entryStates } from '@belgi/contracts';
import type { Entitlement } from '../bidders/bidder.js';
import type { Lot } from '../lots/lot.js';

export type EntryState = (typeof entryStates)[number];

/** One citizen's entry for one lot. */
export interface Entry {
  readonly id: string;
  readonly lotId: string;
  readonly bidderId: string;
  /** Random per lot: the public name of the bidder. */
  readonly bidderNumber: number;
  readonly state: EntryState;
  /**
   * The deposit's order stands at PAID: the money is at the bank, neither spent nor on its way back. A bank may give it
   * back unasked (REFUND_NOT_ASKED), so no state of the entry implies it.
   */
  readonly depositHeld: boolean;
  readonly certificateNumber: string | null;
  /** Of the user agreement: what the entry was made under and is settled by. Null: nobody was asked (before it was, and of the demo). */
  readonly agreementEdition: number | null;
  /** Version of the aggregate: the number of facts about it. */
  readonly version: number;
}

/** States of an entry whose deposit was taken, until the close. */
export const biddingStates: readonly EntryState[] = ['ENTERED', 'LEADING', 'OUTBID'];

/** Whether an entry may bid. One whose deposit is gone may not; what it bid before stays binding. */
export function mayBid(entry: Entry): boolean {
  return biddingStates.includes(entry.state) && entry.depositHeld;
}

/** Whether a deposit would make the entry bid, for the first time or again. */
export function owesDeposit(entry: Entry): boolean {
  return entry.state === 'DEPOSIT_DUE' || (biddingStates.includes(entry.state) && !entry.depositHeld);
}

/** Whether the price is to be paid: won, offered to the second, or reserved. */
export function owesPrice({ state }: Pick<Entry, 'state'>): boolean {
  return state === 'WON' || state === 'RESERVED';
}

/** Where the deposit is once the entry is in its state: a release sends a held one back, a purchase or a default spends it. */
export function depositStateOf({ state, depositHeld }: Pick<Entry, 'state' | 'depositHeld'>): DepositState {
  if (!depositHeld || state === 'PAID' || state === 'FORFEITED') return 'NONE';
  return state === 'RELEASED' ? 'RETURNING' : 'HELD';
}

/** An entry that is over without a win. */
export interface Release {
  readonly entry: Entry;
  /** false: no deposit is held, so nothing goes back. */
  readonly depositHeld: boolean;
}

export function release(entry: Entry): Release {
  return {
    entry: { ...entry, state: 'RELEASED', version: entry.version + 1 },
    depositHeld: entry.depositHeld,
  };
}

/** Why nobody may enter, in the order in which the rules are asked. */
export const entryRefusals = [
  'LOT_UNKNOWN',
  'LOT_AT_FIXED_PRICE',
  'LOT_CLOSED',
  'CONSENT_REQUIRED',
  'PROCESSING_RESTRICTED',
  'AGREEMENT_REQUIRED',
  'BIDDER_BLOCKED',
  'BIDDER_IS_STAFF',
  'PIN_NOT_VERIFIED',
] as const;
export type EntryRefusal = (typeof entryRefusals)[number];

/** Who wants to enter, and whether the user agreement in force binds them, or an earlier one already does in this lot. */
export interface Entrant extends Entitlement {
  readonly agreed: boolean;
}

/**
 * Whether this person may enter this lot at `now`; pure, decided under the lot's and the bidder's lock.
 * One may enter from the announcement until the end: the deposit of an early bird is there when bidding begins.
 */
export function decideEntry(lot: Lot | undefined, who: Entrant, now: Date): EntryRefusal | 'ALLOWED' {
  if (!lot) return 'LOT_UNKNOWN';
  if (lot.saleMode !== 'AUCTION') return 'LOT_AT_FIXED_PRICE';
  const announced = lot.state === 'PLANNED' || lot.state === 'OPEN' || lot.state === 'PAUSED';
  // The end of a paused lot moves when it goes on.
  if (!announced || (lot.state !== 'PAUSED' && now >= lot.closesAt)) return 'LOT_CLOSED';
  if (!who.consentLive) return 'CONSENT_REQUIRED';
  if (who.keptOnly) return 'PROCESSING_RESTRICTED';
  if (!who.agreed) return 'AGREEMENT_REQUIRED';
  if (who.blocked) return 'BIDDER_BLOCKED';
  if (who.staff) return 'BIDDER_IS_STAFF';
  if (lot.policy.requireVerifiedPin && !who.pinVerified) return 'PIN_NOT_VERIFIED';
  return 'ALLOWED';
}
