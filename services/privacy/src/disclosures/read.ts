import { type Grant, MAX_REPEATS } from './disclosure.js';

/** What can be wrong with a read, in this order. */
export type ReadRefusal =
  | 'GRANT_NOT_IN_TOKEN'
  | 'KEY_REUSED'
  | 'GRANT_UNKNOWN'
  | 'GRANT_NOT_YET'
  | 'GRANT_EXPIRED'
  | 'GRANT_REVOKED'
  | 'GRANT_SPENT'
  | 'SUBJECT_NOT_IN_GRANT';

/**
 * A token serves to read under the grants that it was asked for, and no other: whoever gets hold of one and its key reads
 * one case. It says nothing of whether the grant is live; that is decided at the moment of the read.
 */
export function refuseToken(grants: readonly string[], grantId: string): 'GRANT_NOT_IN_TOKEN' | undefined {
  return grants.includes(grantId) ? undefined : 'GRANT_NOT_IN_TOKEN';
}

/** An earlier read of the agency under the same key. */
export interface EarlierRead {
  readonly sameBody: boolean;
  /** How often it was answered again. */
  readonly repeats: number;
}

/**
 * Read under a grant at `now`: a new read to count, a repeated answer, or why not. Another agency's grant is unknown.
 * A key answers with its entry `MAX_REPEATS` times while the grant holds, then it is used up, and only a new key, which is
 * counted, reads again; a grant that is over refuses repeats as it does new reads.
 */
export function decideRead(read: {
  agencyId: string;
  grant: Grant | undefined;
  earlier: EarlierRead | undefined;
  subjectInGrant: boolean;
  now: Date;
}): 'COUNT' | 'REPEAT' | ReadRefusal {
  const { grant, earlier, now } = read;
  if (earlier !== undefined && (!earlier.sameBody || earlier.repeats >= MAX_REPEATS)) return 'KEY_REUSED';
  if (grant === undefined || grant.agencyId !== read.agencyId) return 'GRANT_UNKNOWN';
  if (now < grant.validFrom) return 'GRANT_NOT_YET';
  if (now >= grant.validUntil) return 'GRANT_EXPIRED';
  if (grant.revokedAt !== null) return 'GRANT_REVOKED';
  if (earlier !== undefined) return 'REPEAT';
  if (grant.readsUsed >= grant.readsCap) return 'GRANT_SPENT';
  if (!read.subjectInGrant) return 'SUBJECT_NOT_IN_GRANT';
  return 'COUNT';
}
