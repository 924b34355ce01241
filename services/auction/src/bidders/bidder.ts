import { consentIsLive, consentThatCounts, type KnownConsent, type KnownEdition } from './consent-gate.js';

/** What the access token says about who is bidding. */
export interface BidderClaims {
  readonly id: string;
  readonly staff: boolean;
  /** A session for rights only: consent was withdrawn or a renewal was due when the token was issued. */
  readonly restricted: boolean;
  readonly consent: KnownConsent | null;
}

/** The bidder's row: what consent and account facts established. */
export interface BidderRecord {
  readonly id: string;
  readonly status: 'ACTIVE' | 'BLOCKED' | 'ERASED';
  readonly pinVerified: boolean;
  /** Two accounts claim one PIN and an operator has yet to decide. */
  readonly disputed: boolean;
  readonly consent: KnownConsent;
  /** Of their last withdrawal; 0: they never withdrew. A maximum that they left by then counts no more. */
  readonly withdrawnEpoch: number;
  /** The person's data may be kept and not used. */
  readonly keptOnly: boolean;
  /** They won too much that they did not pay for, and may not take part until then; null: never, or no more. */
  readonly struckUntil: Date | null;
  /** The latest edition of the user agreement that they accepted; null: none, or not heard of yet. */
  readonly agreementEdition: number | null;
}

/** The consent that counts: the token's where the projection is behind it. */
export function consentOf(claims: BidderClaims, record: BidderRecord | undefined): KnownConsent {
  return consentThatCounts(record?.consent ?? unknownBidder.consent, claims.consent);
}

/**
 * Whether the system may bid for a leader at `now` within the maximum that they left. Their token is not here: `leftUnder` is the
 * consent that counted when they left it, and speaks for them as their token did, where the projection is still behind it.
 */
export function mayBidFor(
  record: BidderRecord | undefined,
  leftUnder: KnownConsent,
  editions: readonly KnownEdition[],
  now: Date,
): boolean {
  if (record === undefined || leftUnder.epoch <= record.withdrawnEpoch) return false;
  return mayTakePart(record, leftUnder.edition === null ? null : leftUnder, editions, now);
}

/** Whether somebody may still be offered a lot at `now`: asked of their row alone. What they were not bound by yet binds nobody who left. */
export function mayBeOffered(record: BidderRecord | undefined, editions: readonly KnownEdition[], now: Date): boolean {
  return record !== undefined && mayTakePart(record, null, editions, now);
}

/** Of somebody who is not here to ask: `consent` speaks for them where their row is behind it. */
function mayTakePart(
  record: BidderRecord,
  consent: KnownConsent | null,
  editions: readonly KnownEdition[],
  now: Date,
): boolean {
  const claims = { id: record.id, staff: false, restricted: false, consent };
  const { consentLive, keptOnly, blocked } = entitlementOf(claims, record, editions, now);
  return consentLive && !keptOnly && !blocked;
}

export interface Entitlement {
  readonly consentLive: boolean;
  readonly keptOnly: boolean;
  readonly blocked: boolean;
  readonly staff: boolean;
  readonly pinVerified: boolean;
}

/** What a token without a row may do: the account is so new that no fact about it has arrived. */
const unknownBidder = {
  status: 'ACTIVE',
  pinVerified: false,
  disputed: false,
  consent: { edition: null, epoch: 0 },
  withdrawnEpoch: 0,
  keptOnly: false,
  struckUntil: null,
  agreementEdition: null,
} as const;

/** Whether this person may take part at `now`; asked under the same lock as the decision it serves. */
export function entitlementOf(
  claims: BidderClaims,
  record: BidderRecord | undefined,
  editions: readonly KnownEdition[],
  now: Date,
): Entitlement {
  const known = record ?? unknownBidder;
  // A block makes a session restricted, too: then it is not the consent that is missing, and the block is what refuses.
  const isBlocked = known.status === 'BLOCKED';
  const lacksConsent = !isBlocked && isRestricted(claims, known.consent);
  return {
    // Staff accounts are no parties to the policy: what refuses them is that they are staff.
    consentLive: claims.staff || (!lacksConsent && consentIsLive(known.consent, claims.consent, editions, now)),
    keptOnly: known.keptOnly,
    blocked: known.status !== 'ACTIVE' || (known.struckUntil !== null && now < known.struckUntil),
    staff: claims.staff,
    pinVerified: known.pinVerified && !known.disputed,
  };
}

/**
 * A restricted session stays restricted until the projection is ahead of its token: then the person has agreed anew
 * since, and the projection alone counts. A token that names no epoch can never be known to be behind.
 */
function isRestricted(claims: BidderClaims, projected: KnownConsent): boolean {
  if (!claims.restricted) return false;
  return claims.consent === null || projected.epoch <= claims.consent.epoch;
}
