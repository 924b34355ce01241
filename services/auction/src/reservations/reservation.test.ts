import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lot } from '../lots/lot.js';
import { lotAt } from '../testing/lot-at.js';
import {
  againFrom,
  decidePayment,
  decideReservation,
  MAX_RUNNING_RESERVATIONS,
  type ReservationRefusal,
  type Reserver,
  reservationRefusals,
} from './reservation.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const TERM_MS = 900_000;
const fixed = { saleMode: 'FIXED_PRICE', deposit: 0n } as const;
const lot = lotAt(now, fixed);
const held = (untilMs: number, other: Partial<Omit<Lot, 'policy'>> = {}) =>
  lotAt(now, { ...fixed, ...other, state: 'RESERVED', reservedUntil: later(untilMs) });

const good: Reserver = {
  ...{ consentLive: true, keptOnly: false, agreed: true, blocked: false, staff: false, pinVerified: true },
  ...{ keyTaken: false, lastUntil: null, runningCount: 0 },
};
const bad: Reserver = {
  ...{ consentLive: false, keptOnly: true, agreed: false, blocked: true, staff: true, pinVerified: false },
  ...{ keyTaken: false, lastUntil: now, runningCount: MAX_RUNNING_RESERVATIONS },
};
/** Nothing is wrong with the person but how they reserved before. */
const greedy: Reserver = { ...good, lastUntil: now, runningCount: MAX_RUNNING_RESERVATIONS };
const usable = { ...bad, consentLive: true, keptOnly: false };

/** Everything wrong from the given rule on, so that each row also shows the order. */
const rows: Record<ReservationRefusal, () => string> = {
  KEY_REUSED: () => decideReservation(undefined, { ...bad, keyTaken: true }, now),
  LOT_UNKNOWN: () => decideReservation(undefined, bad, now),
  LOT_IS_AUCTIONED: () => decideReservation(lotAt(now, { state: 'PLANNED' }), bad, now),
  LOT_NOT_OPEN: () => decideReservation(lotAt(now, { ...fixed, state: 'PLANNED' }), bad, lot.closesAt),
  LOT_CLOSED: () => decideReservation(held(1), bad, lot.closesAt),
  CONSENT_REQUIRED: () => decideReservation(held(1), bad, now),
  PROCESSING_RESTRICTED: () => decideReservation(held(1), { ...bad, consentLive: true }, now),
  AGREEMENT_REQUIRED: () => decideReservation(held(1), usable, now),
  BIDDER_BLOCKED: () => decideReservation(held(1), { ...usable, agreed: true }, now),
  BIDDER_IS_STAFF: () => decideReservation(held(1), { ...usable, agreed: true, blocked: false }, now),
  PIN_NOT_VERIFIED: () => decideReservation(held(1), { ...greedy, pinVerified: false }, now),
  LOT_RESERVED: () => decideReservation(held(1), greedy, now),
  RESERVED_TOO_RECENTLY: () => decideReservation(lot, greedy, later(TERM_MS - 1)),
  TOO_MANY_RESERVATIONS: () => decideReservation(lot, greedy, later(TERM_MS)),
};

describe('a reservation', () => {
  it.each(reservationRefusals)('is refused: %s', (code) => expect(rows[code]()).toBe(code));
  it.each(['SOLD', 'UNSOLD', 'CANCELLED'] as const)('is refused of a lot that is %s', (state) =>
    expect(decideReservation({ ...lot, state }, good, now)).toBe('LOT_CLOSED'),
  );
  it('is free again at the first millisecond after another, whether or not the timekeeper was there', () => {
    expect(decideReservation(held(1), good, now)).toBe('LOT_RESERVED');
    expect(decideReservation(held(0), good, now)).toBe('ALLOWED');
  });
  it('may be made again by who let one run out, after as long as that was', () =>
    expect(againFrom(lot, now)).toEqual(later(TERM_MS)));
});

describe('a payment', () => {
  const holder = { entry: { state: 'RESERVED' }, mayTakePart: true } as const;
  const late = { entry: { state: 'RELEASED' }, mayTakePart: true } as const;
  it('buys for who holds the lot, also past the end of the sale and for who left meanwhile', () => {
    expect(decidePayment(held(1), holder, now)).toBe('BUYS');
    expect(decidePayment(held(7_200_000), { ...holder, mayTakePart: false }, later(7_000_000))).toBe('BUYS');
  });
  it('buys for whose reservation ran out while nobody holds the lot, and no more once somebody does', () => {
    expect(decidePayment(lot, late, now)).toBe('BUYS');
    expect(decidePayment(held(0), late, now)).toBe('BUYS');
    expect(decidePayment(held(1), late, now)).toBe('HELD');
  });
  it('goes back when it is too late, or from who may not take part and whom nothing bound', () => {
    expect(decidePayment({ ...lot, state: 'SOLD' }, late, now)).toBe('SOLD');
    expect(decidePayment(lot, late, lot.closesAt)).toBe('SALE_OVER');
    expect(decidePayment(held(0), holder, lot.closesAt)).toBe('SALE_OVER');
    for (const state of ['UNSOLD', 'CANCELLED'] as const)
      expect(decidePayment({ ...lot, state }, late, now)).toBe('SALE_OVER');
    expect(decidePayment(lot, { ...late, mayTakePart: false }, now)).toBe('NOT_ENTITLED');
  });

  /** Against a model: whatever comes when, one buys at most, and it is the first who held the lot or found it free. */
  it('buys once, whoever pays in whatever order', () => {
    const acts = fc.record({
      atMs: fc.integer({ min: 0, max: 4_000_000 }),
      who: fc.constantFrom(0, 1, 2),
      pays: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 30 }), (given) => {
        let current: Lot = lot;
        let holds = -1;
        const bought: number[] = [];
        for (const { atMs, who, pays } of [...given].sort((a, b) => a.atMs - b.atMs)) {
          const at = later(atMs);
          const isHeldNow = current.reservedUntil !== null && at < current.reservedUntil;
          if (!isHeldNow && current.state === 'RESERVED')
            [current, holds] = [{ ...current, state: 'OPEN', reservedUntil: null }, -1];
          if (!pays) {
            if (decideReservation(current, good, at) !== 'ALLOWED') continue;
            [current, holds] = [
              { ...current, state: 'RESERVED', reservedUntil: new Date(at.getTime() + TERM_MS) },
              who,
            ];
            continue;
          }
          const decided = decidePayment(
            current,
            { entry: { state: holds === who ? 'RESERVED' : 'RELEASED' }, mayTakePart: true },
            at,
          );
          const mayBuy = bought.length === 0 && (holds === who || (holds === -1 && at < lot.closesAt));
          expect(decided === 'BUYS').toBe(mayBuy);
          if (decided === 'BUYS') {
            bought.push(who);
            [current, holds] = [{ ...current, state: 'SOLD', reservedUntil: null }, -1];
          }
        }
        expect(bought.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
