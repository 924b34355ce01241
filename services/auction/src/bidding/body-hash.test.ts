import { expect, it } from 'vitest';
import { bodyHasher } from './body-hash.js';
import type { BidCommand } from './place-bid.js';

const key = Buffer.alloc(32, 1);
const command: BidCommand = {
  ...{ kind: 'MAXIMUM', lotId: 'lot', amount: 1_500_000n, key: 'k', confirmJump: false },
  who: { id: 'b', staff: false, restricted: false, consent: { edition: 1, epoch: 1 } },
};

it('is the same for the same request, at every replica', () =>
  expect(bodyHasher(Buffer.from(key))({ ...command })).toBe(bodyHasher(key)(command)));

it.each<[string, Partial<BidCommand>]>([
  ['another amount', { amount: 1_500_001n }],
  ['a bid in place of a maximum', { kind: 'BID' }],
  ['another lot', { lotId: 'other' }],
  ['a jump that is confirmed', { confirmJump: true }],
])('is another one for %s', (_, changed) =>
  expect(bodyHasher(key)({ ...command, ...changed })).not.toBe(bodyHasher(key)(command)),
);

// The attack: whoever reads `bid_answers` hashes every amount on the ladder of a lot until one is that of a secret maximum.
it('cannot be made by who does not have the key', () =>
  expect(bodyHasher(Buffer.alloc(32, 2))(command)).not.toBe(bodyHasher(key)(command)));

// The same attack by who does not have the key but an account: they leave maxima of their own until the service makes the hash.
it('of the same amount is another one for somebody else, and under another key', () => {
  expect(bodyHasher(key)({ ...command, who: { ...command.who, id: 'c' } })).not.toBe(bodyHasher(key)(command));
  expect(bodyHasher(key)({ ...command, key: 'l' })).not.toBe(bodyHasher(key)(command));
});
