/** Who imposed it. They lift it; staff lift a person's as well, on an article of a law (0034). */
export type RestrictionActor = 'PERSON' | 'STAFF';

/** The last change of a person's restriction. */
export interface Restriction {
  readonly version: number;
  readonly restricted: boolean;
  readonly by: RestrictionActor;
}

/** Why a restriction is neither imposed nor lifted, in this order. */
export type RestrictionRefusal =
  | 'CONSENT_NOT_RECORDED_YET'
  | 'PERSON_ERASED'
  | 'ALREADY_RESTRICTED'
  | 'NOT_RESTRICTED'
  | 'RESTRICTED_BY_STAFF'
  | 'CITATION_REQUIRED';

export interface RestrictionWish {
  readonly restricted: boolean;
  readonly by: RestrictionActor;
  /** Whether an article is cited. */
  readonly cites: boolean;
}

/** @param last undefined: it was never restricted */
export function refuseRestriction(
  last: Restriction | undefined,
  wish: RestrictionWish,
): RestrictionRefusal | undefined {
  const isRestricted = last?.restricted === true;
  if (wish.restricted) return isRestricted ? 'ALREADY_RESTRICTED' : undefined;
  if (last === undefined || !isRestricted) return 'NOT_RESTRICTED';
  if (last.by === wish.by) return undefined;
  if (wish.by === 'PERSON') return 'RESTRICTED_BY_STAFF';
  return wish.cites ? undefined : 'CITATION_REQUIRED';
}
