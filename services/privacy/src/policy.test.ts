import { readFileSync } from 'node:fs';
import { type Actor, ANONYMOUS, authorize, printMatrix } from '@belgi/access';
import type { StaffRole } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { policy } from './policy.js';

it('is the committed matrix: whoever changes a rule shows it (node dist/main.js print-policy)', () => {
  expect(printMatrix(policy)).toBe(readFileSync(new URL('policy.matrix.txt', import.meta.url), 'utf8'));
});

/**
 * The attack: staff whose work is another one take down as many inquiries "for a caller" as they like, no limit counts them, and
 * each may be linked to any account.
 */
describe('an inquiry for a caller', () => {
  const staff = (...roles: StaffRole[]): Actor => ({ kind: 'staff', id: 's', session: 's', roles });
  it.each<[string, Actor, boolean]>([
    ['a stranger, for themselves', ANONYMOUS, true],
    ['an operator', staff('OPERATOR'), true],
    ['an operator who is an officer as well', staff('PRIVACY_OFFICER', 'OPERATOR'), true],
    ['an auctioneer', staff('AUCTIONEER'), false],
    ['a privacy officer', staff('PRIVACY_OFFICER'), false],
    ['an employee without a role', staff(), false],
  ])('by %s', (_case, actor, allowed) => {
    expect(authorize(policy, actor, 'inquiry.ask')).toEqual(
      allowed ? { allowed } : { allowed, reason: 'ROLE_REQUIRED' },
    );
  });
});
