import { ConsentGivenV1, ConsentRenewedV1, ConsentSnapshotV1, ConsentWithdrawnV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import type { Planner } from '../notices/plan-notice.js';
import { applyConsent } from '../recipients/apply-consent.js';

export function consentHandlers(planner: Planner): Handler[] {
  return [
    ...[ConsentGivenV1, ConsentRenewedV1, ConsentWithdrawnV1].map((fact) =>
      on(fact, (tx, event) => applyConsent(planner, tx, event.data, event.id)),
    ),
    on(ConsentSnapshotV1, (tx, event) => applyConsent(planner, tx, event.data, null)),
  ];
}
