import type { Locale } from '@belgi/contracts';
import { type AgreementRefusal, type Edition, lastMaterialInForce, refuseAgreement } from '../editions/edition.js';

/** How an entry of the history came to be. */
export type ConsentAct = 'REGISTRATION' | 'AGREEMENT' | 'WITHDRAWAL';
export type RecordedState = 'GIVEN' | 'RENEWED' | 'WITHDRAWN';

/** One entry of a citizen's append-only history; the one with the highest epoch is current. */
export interface Consent {
  readonly id: string;
  readonly citizenId: string;
  /** 1, 2, 3 … without gaps per citizen. */
  readonly epoch: number;
  readonly state: RecordedState;
  readonly edition: number;
  readonly locale: Locale;
  readonly textSha256: string;
  readonly at: Date;
}

/** What a citizen agrees to: the very text that was shown (preamble 1). */
export interface Agreement {
  readonly edition: number;
  readonly locale: Locale;
  readonly textSha256: string;
}

/** Why a change of consent is refused, in this order. */
export type ConsentRefusal =
  | 'CONSENT_NOT_RECORDED_YET'
  | 'ERASURE_UNDER_WAY'
  | 'PERSON_ERASED'
  | AgreementRefusal
  | 'LATER_EDITION_AGREED';

/** A new entry to append; `repeated` when what is asked for already holds, so that a retry changes nothing. */
export type ConsentDecision =
  | { readonly kind: 'append'; readonly epoch: number; readonly state: RecordedState; readonly agreement: Agreement }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly code: ConsentRefusal };

/** The first consent stands on the acceptance of the registration, whatever edition is in force by now. */
export function decideFirst(agreement: Agreement): ConsentDecision {
  return { kind: 'append', epoch: 1, state: 'GIVEN', agreement };
}

/** Agreeing to the edition in force or to the next one: renews a live consent, gives a withdrawn one anew. */
export function decideGive(
  current: Consent | undefined,
  agreement: Agreement,
  editions: readonly Edition[],
  now: Date,
): ConsentDecision {
  if (current === undefined) return { kind: 'refused', code: 'CONSENT_NOT_RECORDED_YET' };
  const refusal = refuseAgreement(agreement, editions, now);
  if (refusal !== undefined) return { kind: 'refused', code: refusal };
  if (current.state === 'WITHDRAWN') return { kind: 'append', epoch: current.epoch + 1, state: 'GIVEN', agreement };
  if (agreement.edition < current.edition) return { kind: 'refused', code: 'LATER_EDITION_AGREED' };
  if (agreement.edition === current.edition) return { kind: 'repeated' };
  return { kind: 'append', epoch: current.epoch + 1, state: 'RENEWED', agreement };
}

/** Withdrawing is free at any time; it needs no reason and cannot be refused to whoever agreed once. */
export function decideWithdraw(current: Consent | undefined): ConsentDecision {
  if (current === undefined) return { kind: 'refused', code: 'CONSENT_NOT_RECORDED_YET' };
  if (current.state === 'WITHDRAWN') return { kind: 'repeated' };
  const { edition, locale, textSha256 } = current;
  return {
    kind: 'append',
    epoch: current.epoch + 1,
    state: 'WITHDRAWN',
    agreement: { edition, locale, textSha256 },
  };
}

/** True while a live consent is older than the last material edition in force: the person is asked again (clause 5.1). */
export function renewalRequired(current: Consent, editions: readonly Edition[], now: Date): boolean {
  if (current.state === 'WITHDRAWN') return false;
  const material = lastMaterialInForce(editions, now);
  return material !== undefined && current.edition < material.number;
}
