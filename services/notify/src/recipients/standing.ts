import { isMandatory, type NoticeKind, ruleOf } from '../notices/notice-kind.js';

/** What notify knows of a person: projections of account and consent facts. Nulls: no such fact has arrived yet. */
export interface Recipient {
  readonly status: 'ACTIVE' | 'BLOCKED' | 'ERASED' | null;
  readonly consent: { readonly state: 'GIVEN' | 'RENEWED' | 'WITHDRAWN'; readonly edition: number } | null;
  /** Number of the last material edition in force by this database's clock; 0 when there is none. */
  readonly materialEdition: number;
  /** The person's data may be kept and not used. */
  readonly keptOnly: boolean;
}

/**
 * - `LIVE`: consents to the edition in force.
 * - `RENEWAL_DUE`: a later material edition is in force and was not agreed to.
 * - `WITHDRAWN`: left.
 * - `UNKNOWN`: the consent fact is still under way (facts arrive in any order).
 */
export type Standing = 'LIVE' | 'RENEWAL_DUE' | 'WITHDRAWN' | 'UNKNOWN';

export function standingOf(recipient: Recipient): Standing {
  const { consent } = recipient;
  if (consent === null) return 'UNKNOWN';
  if (consent.state === 'WITHDRAWN') return 'WITHDRAWN';
  return consent.edition < recipient.materialEdition ? 'RENEWAL_DUE' : 'LIVE';
}

export type Entitlement = 'YES' | 'NOT_YET_KNOWN' | 'WITHDRAWN' | 'RENEWAL_DUE' | 'BLOCKED' | 'RESTRICTED' | 'ERASED';

/** Whether a notice of this kind may go to this person now (preamble 2: who left is left alone). */
export function entitlement(kind: NoticeKind, recipient: Recipient): Entitlement {
  if (recipient.status === 'ERASED') return 'ERASED';
  if (isMandatory(kind)) return 'YES';
  if (recipient.keptOnly) return 'RESTRICTED';
  const standing = standingOf(recipient);
  if (standing === 'WITHDRAWN') return 'WITHDRAWN';
  if (standing === 'UNKNOWN') return 'NOT_YET_KNOWN';
  // Whoever is blocked is told when the block ends (apply-account.ts).
  if (recipient.status === 'BLOCKED') return 'BLOCKED';
  // The invitation to agree anew goes to exactly those whose consent lags behind.
  return ruleOf(kind).basis === 'RENEWAL' || standing === 'LIVE' ? 'YES' : 'RENEWAL_DUE';
}
