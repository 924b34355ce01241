import { ConsentGivenV1, ConsentRenewedV1, ConsentSnapshotV1, ConsentWithdrawnV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyConsentFact } from '../consents/apply-consent.js';

/** privacy.consent.> */
export function consentHandlers(): Handler[] {
  return [
    ...[ConsentGivenV1, ConsentRenewedV1, ConsentWithdrawnV1].map((fact) =>
      on(fact, (tx, { data }) => applyConsentFact(tx, data, { republished: false })),
    ),
    on(ConsentSnapshotV1, (tx, { data }) => applyConsentFact(tx, data, { republished: true })),
  ];
}
