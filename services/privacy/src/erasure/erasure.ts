import type { ErasureObstacle } from '@belgi/contracts';

/** How far an erasure has come. */
export type ErasureState = 'ASKED' | 'REFUSED' | 'ORDERED' | 'CERTIFIED';

/** The person asked, or the term after their withdrawal is over. */
export type ErasureCause = 'ASKED' | 'TERM';

/** Why an erasure is not even opened, in this order: nothing to weigh, and no term to wait for. */
export type ErasureRefusal = 'CONSENT_NOT_RECORDED_YET' | 'PERSON_ERASED' | 'CONSENT_LIVE';

/** @param consent the current one; undefined: none was heard of */
export function refuseErasure(
  consent: { readonly state: 'GIVEN' | 'RENEWED' | 'WITHDRAWN' } | undefined,
  erased: boolean,
): ErasureRefusal | undefined {
  if (consent === undefined) return 'CONSENT_NOT_RECORDED_YET';
  if (erased) return 'PERSON_ERASED';
  return consent.state === 'WITHDRAWN' ? undefined : 'CONSENT_LIVE';
}

/** Why consent cannot be given: an erasure is being weighed, or done. */
export function refuseGiving(state: ErasureState | undefined): 'ERASURE_UNDER_WAY' | 'PERSON_ERASED' | undefined {
  if (state === 'ASKED') return 'ERASURE_UNDER_WAY';
  return state === 'ORDERED' || state === 'CERTIFIED' ? 'PERSON_ERASED' : undefined;
}

/** What the weighing found. */
export type ErasureDecision =
  | { readonly kind: 'order' }
  | { readonly kind: 'refuse'; readonly obstacles: readonly ErasureObstacle[]; readonly held: boolean };

/** Erasure after a withdrawal, when no contract runs and no legal hold keeps what is asked to go. */
export function decideErasure(obstacles: readonly ErasureObstacle[], held: boolean): ErasureDecision {
  return obstacles.length === 0 && !held ? { kind: 'order' } : { kind: 'refuse', obstacles, held };
}
