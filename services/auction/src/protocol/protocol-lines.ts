import type { LineBody, Placed } from '@belgi/proof';
import type { Bid } from '../bidding/bid-step.js';
import type { Outcome } from '../closing/outcome.js';
import type { Entry } from '../entries/entry.js';
import type { Lot, RunnerUp } from '../lots/lot.js';
import { plateNumber } from '../lots/plate.js';

type Line<Kind extends LineBody['kind']> = Extract<LineBody, { kind: Kind }>;

/** Under which rules and from when to when a lot is sold, as it was announced. */
export function termsLine(lot: Omit<Lot, 'protocol'>): Line<'TERMS'> {
  const { policy } = lot;
  return {
    kind: 'TERMS',
    lotId: lot.id,
    plate: plateNumber(lot.plate),
    saleMode: lot.saleMode,
    startPrice: String(lot.startPrice),
    deposit: String(lot.deposit),
    opensAt: lot.opensAt.toISOString(),
    closesAt: lot.closesAt.toISOString(),
    hardStopAt: lot.hardStopAt.toISOString(),
    policy: {
      version: policy.version,
      step: String(policy.stepMinor),
      stepBands: policy.stepBands.map(({ from, step }) => ({ from: String(from), step: String(step) })),
      depositShareBasisPoints: policy.depositShareBasisPoints,
      paymentDays: policy.paymentDays,
      requireVerifiedPin: policy.requireVerifiedPin,
      jumpLimitSteps: policy.jumpLimitSteps,
      softCloseWindowSeconds: policy.softCloseWindowSeconds,
      softCloseExtensionSeconds: policy.softCloseExtensionSeconds,
      secondOffer: policy.secondOffer,
      reminderHours: policy.reminderHours,
      strikeLimit: policy.strikeLimit,
      strikeBlockMonths: policy.strikeBlockMonths,
      reservationSeconds: policy.reservationSeconds,
    },
  };
}

export const bidLine = ({ sequence, bidderNumber, amount, automatic, at }: Omit<Bid, 'id'>): Line<'BID'> => ({
  ...{ kind: 'BID', sequence, bidderNumber, amount: String(amount), automatic, at: at.toISOString() },
});

export const extendedLine = (closesAt: Date): Line<'EXTENDED'> => ({
  kind: 'EXTENDED',
  closesAt: closesAt.toISOString(),
});

export const pausedLine = (reason: string, at: Date): Line<'PAUSED'> => ({
  ...{ kind: 'PAUSED', reason, at: at.toISOString() },
});

export const resumedLine = (at: Date, closesAt: Date, hardStopAt: Date): Line<'RESUMED'> => ({
  kind: 'RESUMED',
  at: at.toISOString(),
  closesAt: closesAt.toISOString(),
  hardStopAt: hardStopAt.toISOString(),
});

export const reservedLine = (at: Date, until: Date): Line<'RESERVED'> => ({
  ...{ kind: 'RESERVED', at: at.toISOString(), until: until.toISOString() },
});

/** @param until when it ran out, whenever that was noticed */
export const reservationEndedLine = (until: Date): Line<'RESERVATION_ENDED'> => ({
  kind: 'RESERVATION_ENDED',
  at: until.toISOString(),
});

/** @param until of the reservation that was paid for */
export const soldLine = (until: Date, at: Date): Line<'SOLD'> => ({
  ...{ kind: 'SOLD', until: until.toISOString(), at: at.toISOString() },
});

export const closedLine = (at: Date): Line<'CLOSED'> => ({ kind: 'CLOSED', at: at.toISOString() });

export const cancelledLine = (reason: string, at: Date): Line<'CANCELLED'> => ({
  ...{ kind: 'CANCELLED', reason, at: at.toISOString() },
});

/**
 * Everybody whose deposit had come, by number. Sorted, and only at the close: the bank knows when it took whose money, and an order
 * or a time of entering would tell it whose number is whose.
 */
export const entriesLine = (entries: readonly Entry[]): Line<'ENTRIES'> => ({
  kind: 'ENTRIES',
  bidderNumbers: entries
    .filter(({ state }) => state !== 'DEPOSIT_DUE')
    .map(({ bidderNumber }) => bidderNumber)
    .sort((a, b) => a - b),
});

/** Who won by the log, and who bid second; whether the second may still be offered the lot is of them, and not told. */
export const resultLine = ({ winner, runnerUp }: Outcome): Line<'RESULT'> => ({
  kind: 'RESULT',
  winner: winner && placed(winner),
  runnerUp: runnerUp && placed(runnerUp),
});

const placed = ({ bidderNumber, price }: RunnerUp): Placed => ({ bidderNumber, price: String(price) });
