import {
  EntryCreatedV1,
  EntryEnteredV1,
  EntryForfeitedV1,
  EntryLedV1,
  EntryOutbidV1,
  EntryPaidV1,
  EntryReleasedV1,
  EntryReservationEndedV1,
  EntryReservedV1,
  EntrySnapshotV1,
  EntryWonV1,
} from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyEntry } from '../contracts/running-contract.store.js';

const facts = [
  EntryCreatedV1,
  EntryEnteredV1,
  EntryLedV1,
  EntryOutbidV1,
  EntryWonV1,
  EntryPaidV1,
  EntryReleasedV1,
  EntryReservationEndedV1,
  EntryReservedV1,
  EntryForfeitedV1,
  EntrySnapshotV1,
];

/** auction.entry.>: who is bound by a contract, which is what staff may identify somebody for who withdrew. */
export function entryHandlers(): Handler[] {
  return facts.map((fact) =>
    on(fact, (tx, { version, data }) =>
      applyEntry(tx, {
        entryId: data.entryId,
        citizenId: data.citizenId,
        binds: data.state === 'LEADING' || data.state === 'WON' || data.state === 'RESERVED',
        version,
      }),
    ),
  );
}
