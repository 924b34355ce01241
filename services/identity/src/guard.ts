import { type Actor, authorize, type CitizenActor, type Resource } from '@belgi/access';
import { unauthorized } from '@belgi/subgraph';
import { policy } from './policy.js';

/** Throws UNAUTHORIZED_FIELD_OR_TYPE unless the policy allows it. */
export function demand(actor: Actor, action: keyof typeof policy, resource: Resource = {}): void {
  const verdict = authorize(policy, actor, action, resource);
  if (!verdict.allowed) throw unauthorized(verdict.reason);
}

/** The citizen who asks, where the policy allows it; the policy's rules for citizens admit nobody else. */
export function demandCitizen(actor: Actor, action: keyof typeof policy): CitizenActor {
  demand(actor, action);
  if (actor.kind !== 'citizen') throw unauthorized('ROLE_REQUIRED');
  return actor;
}
