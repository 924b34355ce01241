import type { StaffRole } from '@belgi/contracts';
import type { Actor } from './actor.js';
import type { Policy, Resource, Rule } from './policy.js';

const OWN: Resource = { citizenId: 'citizen', agencyId: 'agency' };
const OTHERS: Resource = { citizenId: 'another-citizen', agencyId: 'another-agency' };
const citizen = (restricted: boolean): Actor => ({
  kind: 'citizen',
  id: 'citizen',
  session: 'session',
  restricted,
  consent: restricted ? null : { edition: 1, epoch: 1 },
});
const staff = (role: StaffRole): Actor => ({ kind: 'staff', id: 'staff', session: 'session', roles: [role] });
const agency = (...scopes: string[]): Actor => ({
  kind: 'agency',
  id: 'agency',
  clientId: 'client',
  name: 'Agency',
  scopes,
  keyThumbprint: 'k',
  xRoadMember: null,
  grants: [],
});
const AGENCY_SCOPES = ['disclosures:file', 'disclosures:read'];

/** Every kind of caller that a rule can tell apart, with a thing of their own and one of somebody else. */
const CALLERS: readonly (readonly [title: string, actor: Actor, resource: Resource])[] = [
  ['signed out', { kind: 'anonymous' }, OTHERS],
  ['citizen, own', citizen(false), OWN],
  ["citizen, other's", citizen(false), OTHERS],
  ['restricted, own', citizen(true), OWN],
  ["restricted, other's", citizen(true), OTHERS],
  ['AUCTIONEER', staff('AUCTIONEER'), OTHERS],
  ['PRIVACY_OFFICER', staff('PRIVACY_OFFICER'), OTHERS],
  ['OPERATOR', staff('OPERATOR'), OTHERS],
  ['agency, own', agency(...AGENCY_SCOPES), OWN],
  ["agency, other's", agency(...AGENCY_SCOPES), OTHERS],
  ['agency, no scope', agency(), OWN],
];

/** The whole policy as a text table: one row per action, one column per kind of caller. Committed and diffed. */
export function printMatrix<Action extends string>(policy: Policy<Action>): string {
  const header = ['action', ...CALLERS.map(([title]) => title)];
  const rows = (Object.entries(policy) as [string, Rule][])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([action, rule]) => [
      action,
      ...CALLERS.map(([, actor, resource]) => {
        const verdict = rule(actor, resource);
        return verdict.allowed ? 'yes' : verdict.reason;
      }),
    ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')}\n`;
}
