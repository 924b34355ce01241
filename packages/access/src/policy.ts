import type { StaffRole } from '@belgi/contracts';
import type { Actor } from './actor.js';

/**
 * Why somebody may not, as front-ends see it in `extensions.reason` (PURPOSE_DENIED: in `extensions.code`). Ordered from
 * the farthest miss to the nearest.
 */
export const DENIAL_REASONS = [
  'SIGN_IN_REQUIRED',
  'PURPOSE_DENIED',
  'ROLE_REQUIRED',
  'SCOPE_REQUIRED',
  'NOT_YOURS',
  'RESTRICTED_SESSION',
] as const;
export type DenialReason = (typeof DENIAL_REASONS)[number];

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: DenialReason };

/** Whose the thing is. A rule about ownership denies where the owner is not named. */
export interface Resource {
  readonly citizenId?: string | null | undefined;
  readonly agencyId?: string | null | undefined;
}

export type Rule = (actor: Actor, resource: Resource) => Verdict;
export type Policy<Action extends string> = Readonly<Record<Action, Rule>>;

const ALLOWED: Verdict = Object.freeze({ allowed: true });
const deny = (reason: DenialReason): Verdict => ({ allowed: false, reason });
const otherKind = (actor: Actor): Verdict => deny(actor.kind === 'anonymous' ? 'SIGN_IN_REQUIRED' : 'ROLE_REQUIRED');
/** What is a person's own serves no purpose for which staff read a person (clause 2.1). */
const notTheOwner = (actor: Actor): Verdict => (actor.kind === 'staff' ? deny('PURPOSE_DENIED') : otherKind(actor));

/** Rules to build a policy from. All pure. */
export const rules = {
  everyone: (): Rule => () => ALLOWED,
  /** Anybody but staff: who acts for somebody else needs a role for it. */
  notStaff: (): Rule => (actor) => (actor.kind === 'staff' ? deny('ROLE_REQUIRED') : ALLOWED),
  signedIn: (): Rule => (actor) => (actor.kind === 'anonymous' ? deny('SIGN_IN_REQUIRED') : ALLOWED),
  /** Any citizen with a live consent behind the session. */
  citizen: (): Rule => (actor) => {
    if (actor.kind !== 'citizen') return otherKind(actor);
    return actor.restricted ? deny('RESTRICTED_SESSION') : ALLOWED;
  },
  /** Any citizen, also in a restricted session: rights, and settling what already binds. */
  citizenEvenRestricted: (): Rule => (actor) => (actor.kind === 'citizen' ? ALLOWED : otherKind(actor)),
  /** The citizen the thing belongs to, with a live consent. */
  owner:
    (): Rule =>
    (actor, { citizenId }) => {
      if (actor.kind !== 'citizen') return notTheOwner(actor);
      if (actor.id !== citizenId) return deny('NOT_YOURS');
      return actor.restricted ? deny('RESTRICTED_SESSION') : ALLOWED;
    },
  /** The citizen the thing belongs to, also in a restricted session. */
  ownerEvenRestricted:
    (): Rule =>
    (actor, { citizenId }) => {
      if (actor.kind !== 'citizen') return notTheOwner(actor);
      return actor.id === citizenId ? ALLOWED : deny('NOT_YOURS');
    },
  /** Staff who hold one of these roles; without roles named, any staff. */
  staff:
    (...roles: StaffRole[]): Rule =>
    (actor) => {
      if (actor.kind !== 'staff') return otherKind(actor);
      return roles.length === 0 || roles.some((role) => actor.roles.includes(role)) ? ALLOWED : deny('ROLE_REQUIRED');
    },
  /** Any agency whose token carries the scope. */
  agency:
    (scope: string): Rule =>
    (actor) => {
      if (actor.kind !== 'agency') return otherKind(actor);
      return actor.scopes.includes(scope) ? ALLOWED : deny('SCOPE_REQUIRED');
    },
  /** The agency the thing belongs to, with the scope. */
  ownAgency:
    (scope: string): Rule =>
    (actor, { agencyId }) => {
      if (actor.kind !== 'agency') return otherKind(actor);
      if (!actor.scopes.includes(scope)) return deny('SCOPE_REQUIRED');
      return actor.id === agencyId ? ALLOWED : deny('NOT_YOURS');
    },
  /** Allowed when one of them allows; otherwise the reason that came nearest. */
  anyOf:
    (...alternatives: Rule[]): Rule =>
    (actor, resource) => {
      let nearest: DenialReason = 'SIGN_IN_REQUIRED';
      for (const rule of alternatives) {
        const verdict = rule(actor, resource);
        if (verdict.allowed) return verdict;
        if (DENIAL_REASONS.indexOf(verdict.reason) > DENIAL_REASONS.indexOf(nearest)) nearest = verdict.reason;
      }
      return deny(nearest);
    },
} as const;

/** A table of rules, one per action; what is not in the table does not type-check. */
export function definePolicy<const Action extends string>(table: Record<Action, Rule>): Policy<Action> {
  return Object.freeze({ ...table });
}

/** May this actor do this, to a thing of this owner? Pure; nothing is looked up. */
export function authorize<Action extends string>(
  policy: Policy<Action>,
  actor: Actor,
  action: Action,
  resource: Resource = {},
): Verdict {
  return policy[action](actor, resource);
}
