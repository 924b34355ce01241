import { describe, expect, it } from 'vitest';
import { type LotEffectCode, lotEffect, type OpenEntry, type OpenState, paymentEffects } from './affected.js';

const dueAt = new Date('2026-03-01T12:00:00Z');
const entry = (state: OpenState, more: Partial<OpenEntry> = {}): OpenEntry => ({
  ...{ entryId: 'e', lotId: 'l', plateNumber: '01 KG 777 AAA', state, amountDue: null, dueAt: null, deposit: null },
  ...more,
});

describe('what a withdrawal does to a lot', () => {
  const rows: Record<OpenState, LotEffectCode | undefined> = {
    DEPOSIT_DUE: 'ENTRY_LAPSES',
    ENTERED: 'BIDDING_ENDS',
    OUTBID: 'BIDDING_ENDS',
    LEADING: 'BID_BINDS',
    WON: 'PAYMENT_BINDS',
    RESERVED: 'RESERVATION_STANDS',
    RELEASED: undefined,
  };
  it.each(Object.entries(rows))('of an entry that is %s: %s', (state, code) =>
    expect(lotEffect(entry(state as OpenState))).toBe(code),
  );
});

describe('what a withdrawal does to money', () => {
  const held = { amount: 100n, state: 'HELD' } as const;
  const deposit = (code: string) => ({ code, amount: 100n, dueAt: null });
  it.each([
    ['a deposit that was never paid', entry('DEPOSIT_DUE', { deposit: { amount: 100n, state: 'NONE' } }), []],
    ['of an entry without a bid', entry('ENTERED', { deposit: held }), [deposit('DEPOSIT_RETURNS_AT_CLOSE')]],
    ['of an entry that was outbid', entry('OUTBID', { deposit: held }), [deposit('DEPOSIT_RETURNS_AT_CLOSE')]],
    ['behind a leading bid', entry('LEADING', { deposit: held }), [deposit('DEPOSIT_BOUND')]],
    [
      'of a winner: what is due, and the deposit',
      entry('WON', { amountDue: 900n, dueAt, deposit: held }),
      [{ code: 'PRICE_DUE', amount: 900n, dueAt }, deposit('DEPOSIT_GOES_TO_PRICE')],
    ],
    [
      'of a winner whose deposit the bank gave back: all of the price',
      entry('WON', { amountDue: 1000n, dueAt, deposit: { amount: 100n, state: 'NONE' } }),
      [{ code: 'PRICE_DUE', amount: 1000n, dueAt }],
    ],
    [
      'of a reservation: what buys it, which nobody owes',
      entry('RESERVED', { amountDue: 1000n, dueAt, deposit: { amount: 0n, state: 'NONE' } }),
      [{ code: 'PRICE_OF_RESERVATION', amount: 1000n, dueAt }],
    ],
    [
      'on its way back after a release',
      entry('RELEASED', { deposit: { amount: 100n, state: 'RETURNING' } }),
      [deposit('DEPOSIT_RETURNING')],
    ],
    ['of an entry told of before facts named deposits: nothing is claimed', entry('LEADING'), []],
  ])('%s', (_, given, expected) => expect(paymentEffects(given)).toEqual(expected));
});
