import { expect, test } from 'vitest';
import { decideVerification } from './verification.js';

test.each([
  ['nobody proved it', true, undefined, false, 'VERIFIED'],
  ['the account proved it itself before', true, 'mine', false, 'VERIFIED'],
  ['another account proved it', true, 'other', false, 'DISPUTED'],
  ['the account is disputed and proves it again', true, 'mine', true, 'DISPUTED'],
  ['the account claims another PIN', false, undefined, false, 'PIN_DIFFERS'],
  ['the account claims another PIN, which somebody holds', false, 'other', false, 'PIN_DIFFERS'],
] as const)('%s', (_, claimsThisPin, holder, disputed, outcome) => {
  expect(decideVerification({ claimsThisPin, accountId: 'mine', holder, disputed })).toBe(outcome);
});
