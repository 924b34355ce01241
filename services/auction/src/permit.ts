import { type Actor, authorize, type Resource } from '@belgi/access';
import { unauthorized } from '@belgi/subgraph';
import type { BidderClaims } from './bidders/bidder.js';
import { type Action, policy } from './policy.js';

/** Throws the fault of the denial unless the actor may do this. */
export function permit(actor: Actor, action: Action, resource?: Resource): void {
  const verdict = authorize(policy, actor, action, resource);
  if (!verdict.allowed) throw unauthorized(verdict.reason);
}

/** Whoever may ask to enter or bid, as the rules see them. @throws the fault of a caller without an account */
export function claimsOf(actor: Actor): BidderClaims {
  if (actor.kind === 'citizen') {
    return { id: actor.id, staff: false, restricted: actor.restricted, consent: actor.consent };
  }
  if (actor.kind === 'staff') return { id: actor.id, staff: true, restricted: false, consent: null };
  throw unauthorized(actor.kind === 'anonymous' ? 'SIGN_IN_REQUIRED' : 'ROLE_REQUIRED');
}
