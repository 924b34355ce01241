import { type Actor, authorize } from '@belgi/access';
import { newId, type Purpose, type StaffRole } from '@belgi/contracts';
import { policy } from '../policy.js';
import type { Ports } from '../ports.js';
import { accessFact } from './access.events.js';
import type { DataAccess } from './access.js';
import { recordAccess } from './access.store.js';
import { accountById } from './account.store.js';

export interface ReadCitizen {
  readonly id: string;
  readonly purpose: Purpose;
  readonly caseNumber: string;
  /** Names of the fields asked for. */
  readonly fields: readonly string[];
}

export type CitizenRead =
  | { readonly found: true; readonly id: string; readonly purpose: Purpose }
  | { readonly found: false }
  | { readonly denied: NonNullable<ReturnType<typeof deniedBy>> };

/**
 * Staff look at a citizen (clauses 2.1 and 3.2). The look is recorded and told to the person in one transaction
 * before anything is shown; a refused attempt is recorded alike.
 */
export async function readCitizen(ports: Ports, actor: Actor, request: ReadCitizen): Promise<CitizenRead> {
  const denied = deniedBy(actor, request.purpose);
  return ports.database.transaction(async (tx) => {
    const account = await accountById(tx, request.id);
    if (account?.kind !== 'CITIZEN') return denied === undefined ? { found: false } : { denied };
    const access = accessOf(actor, request, denied);
    if (access !== undefined) {
      await recordAccess(tx, access);
      // Only staff are told of: the contract knows their roles, and a citizen's wrong id is nobody's reading.
      if (access.role !== null)
        await tx.publish(
          accessFact({ ...access, citizenId: account.id, role: access.role }, request.purpose, await tx.now()),
        );
    }
    return denied === undefined ? { found: true, id: account.id, purpose: request.purpose } : { denied };
  });
}

function deniedBy(actor: Actor, purpose: Purpose) {
  const verdict = authorize(policy, actor, 'person.read');
  if (!verdict.allowed) return verdict.reason;
  // Clause 2.1 (3): statistics are made of data without names, so no person is ever read for them.
  return purpose === 'STATISTICS' ? ('PURPOSE_DENIED' as const) : undefined;
}

function accessOf(actor: Actor, request: ReadCitizen, refused: string | undefined): DataAccess | undefined {
  if (actor.kind === 'anonymous') return undefined;
  const { id: citizenId, purpose, caseNumber, fields } = request;
  return {
    id: newId(),
    citizenId,
    actorKind: ({ citizen: 'CITIZEN', staff: 'STAFF', agency: 'AGENCY' } as const)[actor.kind],
    actor: actor.id,
    role: actor.kind === 'staff' ? readingRole(actor.roles) : null,
    basis: { purpose },
    caseNumber,
    fields,
    refused: refused ?? null,
  };
}

/** The role in which somebody with several reads: the one that answers citizens first. */
function readingRole(roles: readonly StaffRole[]): StaffRole | null {
  const order: readonly StaffRole[] = ['OPERATOR', 'PRIVACY_OFFICER', 'AUCTIONEER'];
  return order.find((role) => roles.includes(role)) ?? null;
}
