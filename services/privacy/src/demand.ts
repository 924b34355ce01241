import { type Actor, authorize, type Resource } from '@belgi/access';
import type { StaffRole } from '@belgi/contracts';
import { unauthorized } from '@belgi/subgraph';
import { type Action, policy } from './policy.js';

/** Throws UNAUTHORIZED_FIELD_OR_TYPE with the reason unless this actor may do this to a thing of this owner. */
export function demand(actor: Actor, action: Action, resource?: Resource): void {
  const verdict = authorize(policy, actor, action, resource);
  if (!verdict.allowed) throw unauthorized(verdict.reason);
}

/** Id of the person, account of staff or agency that acts; only behind a `demand` that lets no stranger through. */
export function idOf(actor: Actor): string {
  if (actor.kind === 'anonymous') throw unauthorized('SIGN_IN_REQUIRED');
  return actor.id;
}

/** An employee who opens a person's text, as the person is told: in which role. */
export interface Reader {
  readonly id: string;
  readonly role: StaffRole;
}

/** @param allowed the roles whose work it is; somebody with several reads in the first of them */
export function readerOf(actor: Actor, allowed: readonly StaffRole[]): Reader {
  const role = actor.kind === 'staff' ? allowed.find((one) => actor.roles.includes(one)) : undefined;
  if (actor.kind !== 'staff' || role === undefined) throw unauthorized('ROLE_REQUIRED');
  return { id: actor.id, role };
}
