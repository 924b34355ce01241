import type { ConsentState } from '@belgi/contracts';

/** A citizen's consent as far as it is known: edition null when there is none or it was withdrawn. */
export interface KnownConsent {
  readonly edition: number | null;
  /** Monotonic per citizen; 0 before the first. */
  readonly epoch: number;
}

/** An edition of the policy, without its texts. */
export interface KnownEdition {
  readonly number: number;
  readonly effectiveAt: Date;
  /** A material edition makes everyone agree anew (clause 5.1). */
  readonly material: boolean;
}

/**
 * The least edition one must have agreed to at `now`: the last material one in force, else the first in force.
 * Undefined before any edition is known: then nobody gets through, rather than everybody.
 */
export function requiredEdition(editions: readonly KnownEdition[], now: Date): number | undefined {
  const inForce = editions.filter((edition) => edition.effectiveAt <= now);
  const material = inForce.filter((edition) => edition.material).map((edition) => edition.number);
  if (material.length > 0) return Math.max(...material);
  return inForce.length > 0 ? Math.min(...inForce.map((edition) => edition.number)) : undefined;
}

/** The token's where the projection is behind it (just registered), else the projected one. */
export function consentThatCounts(projected: KnownConsent, token: KnownConsent | null): KnownConsent {
  return token && token.epoch > projected.epoch ? token : projected;
}

/**
 * What a consent fact says of withdrawals: the epoch of the last one that it speaks of, 0 where it speaks of none. Consent is given
 * at epoch 1, or to whoever withdrew (privacy's `decideGive`), so a later GIVEN follows a withdrawal whether or not that was heard
 * of. RENEWED follows a live consent.
 */
export function withdrawnBy({ state, epoch }: Pick<ConsentState, 'state' | 'epoch'>): number {
  if (state === 'WITHDRAWN') return epoch;
  return state === 'GIVEN' ? epoch - 1 : 0;
}

/**
 * The gate (policy, preamble 2): may this citizen enter and bid at `now`?
 * The token's consent counts where the projection is behind it (just registered); where the projection is ahead
 * (withdrawn since the token was issued) the projection counts.
 */
export function consentIsLive(
  projected: KnownConsent,
  token: KnownConsent | null,
  editions: readonly KnownEdition[],
  now: Date,
): boolean {
  const known = consentThatCounts(projected, token);
  const required = requiredEdition(editions, now);
  return required !== undefined && known.edition !== null && known.edition >= required;
}
