import type { Sealer } from '@belgi/access';
import { AuctionRetentionAppliedV1, IdentityRetentionAppliedV1, NotifyRetentionAppliedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { recordRun } from '../retention/record-run.js';

/** What the other services' retention deleted, entered in the ledger. */
export const retentionHandlers = (sealer: Sealer): Readonly<Record<'identity' | 'auction' | 'notify', Handler[]>> => ({
  identity: [on(IdentityRetentionAppliedV1, (tx, { data }) => recordRun(tx, sealer, data))],
  auction: [on(AuctionRetentionAppliedV1, (tx, { data }) => recordRun(tx, sealer, data))],
  notify: [on(NotifyRetentionAppliedV1, (tx, { data }) => recordRun(tx, sealer, data))],
});
