import { AgreementPublishedV1, AgreementSnapshotV1, EditionPublishedV1, EditionSnapshotV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyEdition } from '../editions/apply-edition.js';
import type { Planner } from '../notices/plan-notice.js';

/** privacy.edition.> */
export function editionHandlers(planner: Planner): Handler[] {
  return [
    on(EditionPublishedV1, (tx, event) => applyEdition(planner, tx, 'POLICY', event.data, event.id)),
    on(EditionSnapshotV1, (tx, event) => applyEdition(planner, tx, 'POLICY', event.data, null)),
  ];
}

/** privacy.agreement.> */
export function agreementHandlers(planner: Planner): Handler[] {
  return [
    on(AgreementPublishedV1, (tx, event) => applyEdition(planner, tx, 'USER_AGREEMENT', event.data, event.id)),
    on(AgreementSnapshotV1, (tx, event) => applyEdition(planner, tx, 'USER_AGREEMENT', event.data, null)),
  ];
}
