import {
  ConsentGivenV1,
  ConsentRenewedV1,
  ConsentSnapshotV1,
  type ConsentState,
  ConsentWithdrawnV1,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import type { Consent } from './consent.js';

const factOf = { GIVEN: ConsentGivenV1, RENEWED: ConsentRenewedV1, WITHDRAWN: ConsentWithdrawnV1 } as const;

const stateOf = (consent: Consent): ConsentState => ({
  citizenId: consent.citizenId,
  epoch: consent.epoch,
  state: consent.state,
  edition: consent.edition,
  locale: consent.locale,
  textSha256: consent.textSha256,
  at: consent.at.toISOString(),
});

/** The aggregate is the citizen, its version the epoch. */
export const consentChanged = (consent: Consent): OutgoingFact =>
  outgoing(factOf[consent.state], consent.citizenId, consent.epoch, stateOf(consent));

export const consentSnapshot = (consent: Consent): OutgoingFact =>
  outgoing(ConsentSnapshotV1, consent.citizenId, consent.epoch, stateOf(consent));
