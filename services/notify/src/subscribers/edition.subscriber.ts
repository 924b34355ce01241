import { AgreementPublishedV1, AgreementSnapshotV1, EditionPublishedV1, EditionSnapshotV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyEdition } from '../editions/apply-edition.js';

/** privacy.edition.> */
export const editionHandlers: readonly Handler[] = [
  on(EditionPublishedV1, (tx, event) => applyEdition(tx, 'POLICY', event.data, event.id)),
  on(EditionSnapshotV1, (tx, event) => applyEdition(tx, 'POLICY', event.data, null)),
];

/** privacy.agreement.> */
export const agreementHandlers: readonly Handler[] = [
  on(AgreementPublishedV1, (tx, event) => applyEdition(tx, 'USER_AGREEMENT', event.data, event.id)),
  on(AgreementSnapshotV1, (tx, event) => applyEdition(tx, 'USER_AGREEMENT', event.data, null)),
];
