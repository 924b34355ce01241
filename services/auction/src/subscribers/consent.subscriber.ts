import { ConsentGivenV1, ConsentRenewedV1, ConsentSnapshotV1, ConsentWithdrawnV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { followConsent } from '../bidders/follow-consent.js';

/** Privacy's consent facts: who agreed, to which edition, since which epoch. */
export const consentHandlers: readonly Handler[] = [
  on(ConsentGivenV1, (tx, { data }) => followConsent(tx, data)),
  on(ConsentRenewedV1, (tx, { data }) => followConsent(tx, data)),
  on(ConsentWithdrawnV1, (tx, { data }) => followConsent(tx, data)),
  on(ConsentSnapshotV1, (tx, { data }) => followConsent(tx, data)),
];
