import {
  AuctionRestrictionAppliedV1,
  IdentityRestrictionAppliedV1,
  NotifyRestrictionAppliedV1,
  type RestrictionAppliedData,
} from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import type { AcknowledgingService } from '../consents/acknowledgements.store.js';
import { insertRestrictionAck } from '../restrictions/restrictions.store.js';

const keep =
  (service: AcknowledgingService) =>
  (tx: Transaction, { data }: { data: RestrictionAppliedData }) =>
    insertRestrictionAck(tx, { ...data, service, appliedAt: new Date(data.at) });

/** Each service says from which version on it acts. */
export const restrictionAckHandlers: Record<AcknowledgingService, Handler[]> = {
  identity: [on(IdentityRestrictionAppliedV1, keep('identity'))],
  auction: [on(AuctionRestrictionAppliedV1, keep('auction'))],
  notify: [on(NotifyRestrictionAppliedV1, keep('notify'))],
};
