import { type DepositState, entryStates } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import type { Lot } from '../lots/lot.js';
import {
  decideEntry,
  depositStateOf,
  type Entrant,
  type EntryRefusal,
  type EntryState,
  entryRefusals,
} from './entry.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const lot = {
  state: 'OPEN',
  saleMode: 'AUCTION',
  closesAt: new Date(now.getTime() + 1),
  policy: { requireVerifiedPin: true },
} as Lot;
const good: Entrant = {
  ...{ consentLive: true, keptOnly: false, agreed: true },
  ...{ blocked: false, staff: false, pinVerified: true },
};
const bad: Entrant = {
  ...{ consentLive: false, keptOnly: true, agreed: false },
  ...{ blocked: true, staff: true, pinVerified: false },
};
/** Somebody whose consent and data may be used. */
const usable = { ...bad, consentLive: true, keptOnly: false };

/** Everything wrong from the given rule on, so that each row also shows the order. */
const rows: Record<EntryRefusal, () => string> = {
  LOT_UNKNOWN: () => decideEntry(undefined, bad, now),
  LOT_AT_FIXED_PRICE: () => decideEntry({ ...lot, saleMode: 'FIXED_PRICE' }, bad, lot.closesAt),
  LOT_CLOSED: () => decideEntry(lot, bad, lot.closesAt),
  CONSENT_REQUIRED: () => decideEntry(lot, bad, now),
  PROCESSING_RESTRICTED: () => decideEntry(lot, { ...bad, consentLive: true }, now),
  AGREEMENT_REQUIRED: () => decideEntry(lot, usable, now),
  BIDDER_BLOCKED: () => decideEntry(lot, { ...usable, agreed: true }, now),
  BIDDER_IS_STAFF: () => decideEntry(lot, { ...usable, agreed: true, blocked: false }, now),
  PIN_NOT_VERIFIED: () => decideEntry(lot, { ...good, pinVerified: false }, now),
};

it.each(entryRefusals)('an entry is refused: %s', (code) => expect(rows[code]()).toBe(code));
it('one may enter from the announcement on', () => {
  expect(decideEntry({ ...lot, state: 'PLANNED' }, good, now)).toBe('ALLOWED');
  expect(decideEntry(lot, good, now)).toBe('ALLOWED');
  expect(decideEntry({ ...lot, state: 'SOLD' }, good, now)).toBe('LOT_CLOSED');
});
it('a lot whose policy does not ask for it can be entered unverified', () =>
  expect(
    decideEntry({ ...lot, policy: { ...lot.policy, requireVerifiedPin: false } }, { ...good, pinVerified: false }, now),
  ).toBe('ALLOWED'));

/** Where a deposit is that was held when the entry came into its state. */
const held: Record<EntryState, DepositState> = {
  DEPOSIT_DUE: 'HELD',
  ENTERED: 'HELD',
  LEADING: 'HELD',
  OUTBID: 'HELD',
  WON: 'HELD',
  RESERVED: 'HELD',
  PAID: 'NONE',
  RELEASED: 'RETURNING',
  FORFEITED: 'NONE',
};

describe.each(entryStates)('the deposit of an entry that is %s', (state) => {
  it('is told as what has become of it', () => expect(depositStateOf({ state, depositHeld: true })).toBe(held[state]));
  it('is none where none was held', () => expect(depositStateOf({ state, depositHeld: false })).toBe('NONE'));
});
