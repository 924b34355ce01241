import type { Locale } from '@belgi/contracts';
import { type AgreementRefusal, type Edition, refuseAgreement } from '../editions/edition.js';

/** That a person took an edition of the user agreement as binding, in the language and with the text that was shown. */
export interface Acceptance {
  readonly id: string;
  readonly citizenId: string;
  readonly edition: number;
  readonly locale: Locale;
  /** SHA-256 of the text that was shown, hexadecimal. */
  readonly textSha256: string;
  readonly at: Date;
}

/** What can be wrong with accepting, in this order. */
export type AcceptanceRefusal = 'PERSON_ERASED' | 'PROCESSING_RESTRICTED' | AgreementRefusal | 'LATER_EDITION_AGREED';

/**
 * Accepted again is accepted as it was: nothing new is recorded. The edition in force and the next one are open.
 * @param latest the latest edition that this person accepted
 */
export function decideAcceptance(
  latest: number | undefined,
  wish: { readonly edition: number; readonly locale: Locale; readonly textSha256: string },
  editions: readonly Edition[],
  now: Date,
): 'ACCEPT' | 'REPEAT' | AcceptanceRefusal {
  if (latest === wish.edition) return 'REPEAT';
  const refusal = refuseAgreement(wish, editions, now);
  if (refusal !== undefined) return refusal;
  return latest !== undefined && latest > wish.edition ? 'LATER_EDITION_AGREED' : 'ACCEPT';
}
