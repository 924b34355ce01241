import {
  AgreementAcceptanceGivenV1,
  AgreementAcceptanceSnapshotV1,
  AgreementPublishedV1,
  AgreementSnapshotV1,
} from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyAcceptance, applyAgreementEdition } from '../bidders/agreement.store.js';

/** Privacy's editions of the user agreement, stored ahead of their effect as those of the policy are. */
export const agreementHandlers: readonly Handler[] = [AgreementPublishedV1, AgreementSnapshotV1].map((fact) =>
  on(fact, (tx, { data: { number, effectiveAt, material } }) =>
    applyAgreementEdition(tx, { number, effectiveAt: new Date(effectiveAt), material }),
  ),
);

/** Who accepted which of them. */
export const agreementAcceptanceHandlers: readonly Handler[] = [
  AgreementAcceptanceGivenV1,
  AgreementAcceptanceSnapshotV1,
].map((fact) => on(fact, (tx, { data }) => applyAcceptance(tx, data)));
