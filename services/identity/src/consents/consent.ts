import { type Edition, oldestSufficientEdition } from './edition.js';

/** A citizen's consent as identity last heard of it. */
export interface Consent {
  readonly citizenId: string;
  /** 0: given by registering, not yet counted by privacy. */
  readonly epoch: number;
  readonly state: 'GIVEN' | 'RENEWED' | 'WITHDRAWN';
  readonly edition: number;
}

/** What a consent is worth now. Everything but LIVE gives a restricted session. */
export type ConsentStanding = 'LIVE' | 'WITHDRAWN' | 'RENEWAL_DUE' | 'ABSENT';

export function consentStanding(
  consent: Consent | undefined,
  editions: readonly Edition[],
  now: Date,
): ConsentStanding {
  if (consent === undefined) return 'ABSENT';
  if (consent.state === 'WITHDRAWN') return 'WITHDRAWN';
  return consent.edition < oldestSufficientEdition(editions, now) ? 'RENEWAL_DUE' : 'LIVE';
}

/** Privacy counts the consent of a registration as the first; a token says so before the fact has come round. */
const FIRST_EPOCH = 1;

/** The consent that an access token names, so that other services may count on it before their own facts arrive. */
export function consentClaim(consent: Consent | undefined): { edition: number; epoch: number } | undefined {
  if (consent === undefined || consent.state === 'WITHDRAWN') return undefined;
  return { edition: consent.edition, epoch: Math.max(consent.epoch, FIRST_EPOCH) };
}
