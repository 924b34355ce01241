import { type DepositState, entryStates } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { depositStateOf } from './entry.events.js';
import type { EntryState } from './entry.js';

/** Where a deposit is that was held when the entry came into its state. */
const held: Record<EntryState, DepositState> = {
  DEPOSIT_DUE: 'HELD',
  ENTERED: 'HELD',
  LEADING: 'HELD',
  OUTBID: 'HELD',
  WON: 'HELD',
  PAID: 'NONE',
  RELEASED: 'RETURNING',
  FORFEITED: 'NONE',
};

describe.each(entryStates)('the deposit of an entry that is %s', (state) => {
  it('is told as what has become of it', () => expect(depositStateOf({ state, depositHeld: true })).toBe(held[state]));
  it('is none where none was held', () => expect(depositStateOf({ state, depositHeld: false })).toBe('NONE'));
});
