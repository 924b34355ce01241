import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StaffRole } from '@belgi/contracts';
import { type GraphClient, type SessionTokens, signIn } from '@belgi/local';
import type { TestSystem } from './create-system.js';

/** A member of staff, signed in. */
export interface TestStaff {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly session: SessionTokens;
  readonly graph: GraphClient;
}

/** `await aStaff(system).withRole('AUCTIONEER')`: made by the command line, as in life. */
export function aStaff(system: TestSystem) {
  return {
    async withRole(...roles: readonly StaffRole[]): Promise<TestStaff> {
      const tag = randomBytes(6).toString('hex');
      const login = `staff-${tag}@belgi.test`;
      const password = randomBytes(18).toString('base64url');
      const file = join(system.home, `password-${tag}`);
      writeFileSync(file, password, { mode: 0o600 });
      try {
        const named = roles.flatMap((role) => ['--role', role]);
        await system.command(
          'identity',
          ...['staff', 'create', '--email', login, '--name', 'Test Staff', '--password-file', file, ...named],
        );
      } finally {
        rmSync(file);
      }
      const session = await signIn(system.graph, login, password);
      return { id: session.citizenId, login, password, session, graph: system.graph.withToken(session.accessToken) };
    },
  };
}
