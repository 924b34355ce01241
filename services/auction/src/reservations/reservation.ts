import type { Entrant, Entry } from '../entries/entry.js';
import { isHeld, type Lot } from '../lots/lot.js';

/** Reservations of one person that run at a time: nobody holds the whole catalogue. */
export const MAX_RUNNING_RESERVATIONS = 3;

/** A person's last reservation of a lot. */
export interface Reservation {
  readonly entry: Entry;
  /** The first millisecond in which it holds the lot no more. */
  readonly until: Date;
  /** Under which it was asked for. */
  readonly key: string;
  /** Neither paid nor over, by the database's clock. */
  readonly running: boolean;
}

/** Why nobody may reserve, in the order in which the rules are asked. */
export const reservationRefusals = [
  'KEY_REUSED',
  'LOT_UNKNOWN',
  'LOT_IS_AUCTIONED',
  'LOT_NOT_OPEN',
  'LOT_CLOSED',
  'CONSENT_REQUIRED',
  'PROCESSING_RESTRICTED',
  'AGREEMENT_REQUIRED',
  'BIDDER_BLOCKED',
  'BIDDER_IS_STAFF',
  'PIN_NOT_VERIFIED',
  'LOT_RESERVED',
  'RESERVED_TOO_RECENTLY',
  'TOO_MANY_RESERVATIONS',
] as const;
export type ReservationRefusal = (typeof reservationRefusals)[number];

/** Who wants to reserve, as it stands under the locks of lot and person. */
export interface Reserver extends Entrant {
  /** The key is that of a reservation of another lot. */
  readonly keyTaken: boolean;
  /** When their last reservation of this lot was over; null: they had none. */
  readonly lastUntil: Date | null;
  /** Reservations of theirs that run, of whatever lots. */
  readonly runningCount: number;
}

/** Whether this person may reserve this lot at `now`; pure. One who holds it already is not asked again. */
export function decideReservation(lot: Lot | undefined, who: Reserver, now: Date): ReservationRefusal | 'ALLOWED' {
  if (who.keyTaken) return 'KEY_REUSED';
  if (!lot) return 'LOT_UNKNOWN';
  if (lot.saleMode !== 'FIXED_PRICE') return 'LOT_IS_AUCTIONED';
  if (lot.state === 'PLANNED') return 'LOT_NOT_OPEN';
  if (!isForSale(lot, now)) return 'LOT_CLOSED';
  if (!who.consentLive) return 'CONSENT_REQUIRED';
  if (who.keptOnly) return 'PROCESSING_RESTRICTED';
  if (!who.agreed) return 'AGREEMENT_REQUIRED';
  if (who.blocked) return 'BIDDER_BLOCKED';
  if (who.staff) return 'BIDDER_IS_STAFF';
  if (lot.policy.requireVerifiedPin && !who.pinVerified) return 'PIN_NOT_VERIFIED';
  if (isHeld(lot, now)) return 'LOT_RESERVED';
  if (who.lastUntil !== null && now < againFrom(lot, who.lastUntil)) return 'RESERVED_TOO_RECENTLY';
  if (who.runningCount >= MAX_RUNNING_RESERVATIONS) return 'TOO_MANY_RESERVATIONS';
  return 'ALLOWED';
}

/** From when on whoever let a reservation run out may make another of the lot: others have as much time at it as they had. */
export function againFrom({ policy }: Pick<Lot, 'policy'>, lastUntil: Date): Date {
  return new Date(lastUntil.getTime() + policy.reservationSeconds * 1_000);
}

/** Whether a lot at a fixed price is for sale at `now`. The end counts from its first millisecond on. */
function isForSale({ state, closesAt }: Pick<Lot, 'state' | 'closesAt'>, now: Date): boolean {
  return (state === 'OPEN' || state === 'RESERVED') && now < closesAt;
}

/** Why a payment goes back. */
export type ReturnReason = 'SOLD' | 'HELD' | 'SALE_OVER' | 'NOT_ENTITLED';

/**
 * What becomes of a payment of the price that is decided at `now`; pure, under the lot's lock. Who holds the lot buys it. Whose
 * reservation ran out buys it while the sale goes on and nobody else holds it, if they may still take part.
 */
export function decidePayment(
  lot: Lot,
  payer: { readonly entry: Pick<Entry, 'state'>; readonly mayTakePart: boolean },
  now: Date,
): ReturnReason | 'BUYS' {
  if (lot.state === 'SOLD') return 'SOLD';
  if (isHeld(lot, now)) return payer.entry.state === 'RESERVED' ? 'BUYS' : 'HELD';
  if (!isForSale(lot, now)) return 'SALE_OVER';
  return payer.mayTakePart ? 'BUYS' : 'NOT_ENTITLED';
}
