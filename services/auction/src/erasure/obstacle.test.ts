import { expect, it } from 'vitest';
import { obstacleOf } from './obstacle.js';

it.each([
  ['LEADING', 'LEADING'],
  ['WON', 'AWAITING_PAYMENT'],
  ['ENTERED', 'DEPOSIT_HELD'],
  ['OUTBID', 'DEPOSIT_HELD'],
  ['RELEASED', 'DEPOSIT_HELD'],
] as const)('an entry that is %s stands against an erasure as %s', (state, reason) => {
  expect(obstacleOf({ state }, 'AUCTION')).toBe(reason);
});
it.each([
  ['RESERVED', 'RESERVED'],
  ['RELEASED', 'PAYMENT_RETURNING'],
] as const)('an entry of a lot at a fixed price that is %s stands against it as %s', (state, reason) => {
  expect(obstacleOf({ state }, 'FIXED_PRICE')).toBe(reason);
});
