import {
  AuctionConsentAppliedV1,
  type FactType,
  IdentityConsentAppliedV1,
  NotifyConsentAppliedV1,
} from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import { type AcknowledgingService, insertAcknowledgement } from '../consents/acknowledgements.store.js';

type Applied = typeof IdentityConsentAppliedV1 extends FactType<infer Data> ? Data : never;

const keep = (service: AcknowledgingService) => (tx: Transaction, event: { data: Applied }) =>
  insertAcknowledgement(tx, {
    citizenId: event.data.citizenId,
    epoch: event.data.epoch,
    service,
    appliedAt: new Date(event.data.at),
  });

/** Each service says from which epoch on it acts; the rows are what a waiting person is told. */
export const acknowledgementHandlers: Record<AcknowledgingService, Handler[]> = {
  identity: [on(IdentityConsentAppliedV1, keep('identity'))],
  auction: [on(AuctionConsentAppliedV1, keep('auction'))],
  notify: [on(NotifyConsentAppliedV1, keep('notify'))],
};
