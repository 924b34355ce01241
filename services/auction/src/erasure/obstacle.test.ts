import { expect, it } from 'vitest';
import { obstacleOf } from './obstacle.js';

it.each([
  ['LEADING', 'LEADING'],
  ['WON', 'AWAITING_PAYMENT'],
  ['RESERVED', 'AWAITING_PAYMENT'],
  ['ENTERED', 'DEPOSIT_HELD'],
  ['OUTBID', 'DEPOSIT_HELD'],
  ['RELEASED', 'DEPOSIT_HELD'],
] as const)('an entry that is %s stands against an erasure as %s', (state, reason) => {
  expect(obstacleOf({ state })).toBe(reason);
});
