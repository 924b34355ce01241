import { type Actor, authorize, type CitizenActor, type Resource } from '@belgi/access';
import { unauthorized } from '@belgi/subgraph';
import { type Action, policy } from './policy.js';

/**
 * Throws UNAUTHORIZED_FIELD_OR_TYPE with the reason unless this actor may do this to a thing of this owner.
 * The rules it is asked for let citizens through and nobody else, so a citizen is what comes back.
 */
export function demand(actor: Actor, action: Action, resource?: Resource): CitizenActor {
  const verdict = authorize(policy, actor, action, resource);
  if (!verdict.allowed) throw unauthorized(verdict.reason);
  if (actor.kind !== 'citizen') throw unauthorized('ROLE_REQUIRED');
  return actor;
}
