import {
  EntryCreatedV1,
  EntryDepositReturnedV1,
  EntryEnteredV1,
  EntryForfeitedV1,
  EntryKeptSecondV1,
  EntryLedV1,
  EntryOutbidV1,
  EntryPaidV1,
  EntryPaymentDueV1,
  EntryPaymentReturnedV1,
  EntryReleasedV1,
  EntryReservationEndedV1,
  EntryReservedV1,
  EntrySnapshotV1,
  type EntryStateData,
  EntryWonV1,
} from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import { upsertBindingEntry } from '../consents/binding-entries.store.js';

const facts = [
  EntryCreatedV1,
  EntryDepositReturnedV1,
  EntryEnteredV1,
  EntryLedV1,
  EntryOutbidV1,
  EntryKeptSecondV1,
  EntryPaymentDueV1,
  EntryWonV1,
  EntryPaidV1,
  EntryReservedV1,
  EntryReservationEndedV1,
  EntryPaymentReturnedV1,
  EntryReleasedV1,
  EntryForfeitedV1,
  EntrySnapshotV1,
];

const project = (tx: Transaction, { version, data }: { version: number; data: EntryStateData }) =>
  upsertBindingEntry(tx, {
    entryId: data.entryId,
    version,
    lotId: data.lotId,
    citizenId: data.citizenId,
    plateNumber: data.plateNumber,
    state: data.state,
    amountDue: data.amountDue === null ? null : BigInt(data.amountDue),
    dueAt: data.dueAt === null ? null : new Date(data.dueAt),
    deposit: data.deposit === undefined ? null : { amount: BigInt(data.deposit.amount), state: data.deposit.state },
  });

/** What `withdrawalEffects` needs to know of auctions: which lots a person takes part in, and where the money is. */
export const entryHandlers: Handler[] = facts.map((fact) => on(fact, project));
