import type { StaffRole } from '@belgi/contracts';
import { createPasswords } from '../sessions/passwords.js';
import { createStaff } from '../staff/create-staff.js';
import { say, withWorkbench } from './command.js';

/** Staff of the demonstration. Known to everybody, hence only where BELGI_DEMO is set. */
export const demoStaff: readonly { email: string; name: string; roles: readonly StaffRole[]; password: string }[] = [
  {
    email: 'auctioneer@belgi.local',
    name: 'Demo Auctioneer',
    roles: ['AUCTIONEER'],
    password: 'violet-tulpar-71-hammer',
  },
  {
    email: 'officer@belgi.local',
    name: 'Demo Officer',
    roles: ['PRIVACY_OFFICER'],
    password: 'violet-tulpar-72-letter',
  },
  {
    email: 'second@belgi.local',
    name: 'Second Officer',
    roles: ['PRIVACY_OFFICER'],
    password: 'violet-tulpar-73-second',
  },
  { email: 'operator@belgi.local', name: 'Demo Operator', roles: ['OPERATOR'], password: 'violet-tulpar-74-phones' },
];

/**
 * Demo staff, once. Citizens are not seeded: an account needs an acceptance (preamble 2), so the demonstration's
 * register like anybody else. Agencies come by `agency create`, whose key somebody must keep.
 */
export async function seedCommand(): Promise<void> {
  await withWorkbench(async ({ database, vault, demo }) => {
    if (!demo) return say('nothing seeded: BELGI_DEMO is not 1');
    const passwords = await createPasswords();
    for (const member of demoStaff) {
      const result = await createStaff({ database, vault, passwords }, member);
      say(
        JSON.stringify({ login: member.email, roles: member.roles, result: 'id' in result ? 'created' : result.fault }),
      );
    }
  });
}
