import {
  AuctionErasureAppliedV1,
  type ErasingService,
  type ErasureAppliedData,
  ErasureWeighedV1,
  IdentityErasureAppliedV1,
  NotifyErasureAppliedV1,
} from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import type { ConsentParts } from '../consents/append-consent.js';
import { recordReport } from '../erasure/certify-erasure.js';
import { decideWeighed } from '../erasure/decide-erasure.js';

/** What the auction says of a person who asked to be erased, and what each service did when it was ordered. */
export function erasureHandlers(parts: ConsentParts): Record<Exclude<ErasingService, 'privacy'>, Handler[]> {
  const done =
    (service: ErasingService) =>
    (tx: Transaction, { data }: { data: ErasureAppliedData }) =>
      recordReport(tx, parts, data.erasureId, {
        ...{ service, destroyed: data.destroyed, kept: data.kept },
        appliedAt: new Date(data.at),
      });
  return {
    identity: [on(IdentityErasureAppliedV1, done('identity'))],
    auction: [
      on(ErasureWeighedV1, (tx, { data }) => decideWeighed(tx, parts, data)),
      on(AuctionErasureAppliedV1, done('auction')),
    ],
    notify: [on(NotifyErasureAppliedV1, done('notify'))],
  };
}
