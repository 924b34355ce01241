import {
  EntryCreatedV1,
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
  type FactType,
} from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type FactEvent, type Handler, on } from '@belgi/messaging';
import { applyEntry } from '../lots/apply-lot.js';
import type { NoticeKind } from '../notices/notice-kind.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import type { ParamsOf } from '../templates/params.js';

type EventData<F> = F extends FactType<infer Data> ? Data : never;

export function entryHandlers(planner: Planner): Handler[] {
  type Fact<Data> = FactEvent<Data & EntryStateData>;

  const noted = (tx: Transaction, event: Fact<unknown>): Promise<void> =>
    applyEntry(planner, tx, event.data, event.version);

  /** Notes the entry and tells its owner; `params` from the state that the fact carries. */
  const told =
    <K extends NoticeKind, Data extends EntryStateData>(kind: K, params: (entry: Data) => ParamsOf<K>) =>
    async (tx: Transaction, event: FactEvent<Data>): Promise<void> => {
      const { citizenId, lotId, entryId } = event.data;
      await noted(tx, event);
      await planNotice(planner, tx, {
        citizenId,
        kind,
        causeId: event.id,
        subjectId: entryId,
        lotId,
        params: params(event.data),
      });
    };

  const released = told('DEPOSIT_RELEASED', ({ plateNumber, reason }: EventData<typeof EntryReleasedV1>) => ({
    plate: plateNumber,
    reason,
  }));

  const won = told('LOT_WON', asWinner);
  const offered = told('LOT_OFFERED', owed);

  return [
    on(EntryCreatedV1, noted),
    on(EntryLedV1, noted),
    on(EntrySnapshotV1, noted),
    on(
      EntryEnteredV1,
      told('DEPOSIT_RECEIVED', ({ plateNumber, bidderNumber }) => ({ plate: plateNumber, bidderNumber })),
    ),
    on(
      EntryOutbidV1,
      told('BID_OUTBID', ({ plateNumber, currentPrice }) => ({ plate: plateNumber, price: known(currentPrice) })),
    ),
    on(
      EntryKeptSecondV1,
      told('KEPT_AS_SECOND', ({ plateNumber, until }: EventData<typeof EntryKeptSecondV1>) => ({
        plate: plateNumber,
        until,
      })),
    ),
    on(EntryPaymentDueV1, told('PAYMENT_DUE_SOON', stillDue)),
    on(EntryWonV1, (tx, event) => (event.data.secondOffer ? offered(tx, event) : won(tx, event))),
    on(EntryReservedV1, told('LOT_RESERVED', stillDue)),
    on(
      EntryReservationEndedV1,
      told('RESERVATION_ENDED', ({ plateNumber }) => ({ plate: plateNumber })),
    ),
    on(
      EntryPaymentReturnedV1,
      told('PAYMENT_RETURNED', ({ plateNumber, amount, reason }: EventData<typeof EntryPaymentReturnedV1>) => ({
        plate: plateNumber,
        amount,
        reason,
      })),
    ),
    on(
      EntryPaidV1,
      told('LOT_PAID', ({ plateNumber, certificateNumber }) => ({
        plate: plateNumber,
        certificate: known(certificateNumber),
      })),
    ),
    // Nobody is told of a deposit's return who never paid one.
    on(EntryReleasedV1, (tx, event) => (event.data.depositHeld ? released(tx, event) : noted(tx, event))),
    on(
      EntryForfeitedV1,
      told('DEPOSIT_FORFEITED', ({ plateNumber, depositHeld }: EventData<typeof EntryForfeitedV1>) => ({
        plate: plateNumber,
        deposit: depositOf(depositHeld),
      })),
    ),
  ];
}

/** What buys a lot that is won or reserved, and by when. */
const stillDue = ({ plateNumber, amountDue, dueAt }: EntryStateData) => ({
  plate: plateNumber,
  amountDue: known(amountDue),
  dueAt: known(dueAt),
});

/** What whoever has a lot to pay for owes. A second offer, which is this alone, is made to nobody whose deposit is gone. */
const owed = ({ plateNumber, currentPrice, amountDue, dueAt }: EventData<typeof EntryWonV1>) => ({
  plate: plateNumber,
  price: known(currentPrice),
  amountDue: known(amountDue),
  dueAt: known(dueAt),
});

const asWinner = (entry: EventData<typeof EntryWonV1>) => ({ ...owed(entry), deposit: depositOf(entry.depositHeld) });

/** Whether there is a deposit to keep: the bank may have given it back. Facts from before they said so: there is. */
function depositOf(held: boolean | undefined): 'HELD' | 'NONE' {
  return held === false ? 'NONE' : 'HELD';
}

/** Such a fact always carries it; one that does not goes to the dead letters rather than into a text with a hole. */
function known(value: string | null): string {
  if (value === null) throw new TypeError('the fact lacks a value that its notice needs');
  return value;
}
