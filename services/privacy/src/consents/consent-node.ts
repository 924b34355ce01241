import type { Edition } from '../editions/edition.js';
import { renewalRequired } from './consent.js';
import type { Consent } from './consent.type.js';
import type { KeptConsent } from './consents.store.js';

/** The graph's shape of an entry. Only the current one can be due for renewal. */
export function consentNode(
  consent: KeptConsent,
  isCurrent: boolean,
  { editions, now }: { editions: readonly Edition[]; now: Date },
): Consent {
  const due = isCurrent && renewalRequired(consent, editions, now);
  return {
    id: consent.id,
    editionNumber: consent.edition,
    locale: consent.locale,
    textSha256: consent.textSha256,
    state: due ? 'RENEWAL_REQUIRED' : consent.state,
    at: consent.at,
    epoch: consent.epoch,
    receipt: consent.receipt,
  };
}
