import { LegalHoldLiftedV1, LegalHoldPlacedV1, type LegalHoldStateData } from '@belgi/contracts';
import { applyHold, type Transaction } from '@belgi/database';
import { type Handler, on } from './handlers.js';

const apply = (tx: Transaction, { version, data }: { version: number; data: LegalHoldStateData }) =>
  applyHold(tx, {
    id: data.holdId,
    scope: data.scope,
    subject: data.subjectId,
    version,
    liftedAt: data.liftedAt === null ? null : new Date(data.liftedAt),
  });

/** Every service keeps privacy's legal holds beside what it must not delete. */
export const legalHoldHandlers: Handler[] = [on(LegalHoldPlacedV1, apply), on(LegalHoldLiftedV1, apply)];
