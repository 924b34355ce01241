import type { StaffRole } from '@belgi/contracts';
import type { Account } from '../accounts/account.js';
import { type Consent, type ConsentStanding, consentClaim } from '../consents/consent.js';

/** An idle session ends after this: what a front-end may keep on a phone that is lost. */
export const SESSION_DAYS = 30;

export type SessionEnd = 'SIGNED_OUT' | 'TOKEN_REUSED' | 'CONSENT_WITHDRAWN' | 'BLOCKED' | 'PASSWORD_CHANGED';

export interface Session {
  readonly id: string;
  readonly accountId: string;
  /** When the password was given. */
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
}

export function isOpen(session: Session, now: Date): boolean {
  return session.endedAt === null && session.expiresAt > now;
}

/** Whether an account may have a session at all: blocked citizens keep their rights, blocked staff have none. */
export function maySignIn(account: Account): boolean {
  return account.status === 'ACTIVE' || (account.status === 'BLOCKED' && account.kind === 'CITIZEN');
}

/**
 * Restricted (scope `rights`): no live consent stands behind it, the account is blocked, or the person's data may be kept only. See my data, use my
 * rights, agree anew, settle what already binds; nothing else.
 */
export function isRestricted(account: Account, standing: ConsentStanding, keptOnly: boolean): boolean {
  return account.kind === 'CITIZEN' && (standing !== 'LIVE' || account.status === 'BLOCKED' || keptOnly);
}

/** The claims of an access token but for issuer, audience and times. */
export function claimsOf(
  account: Account,
  session: { id: string; restricted: boolean; startedAt: Date },
  extra: { consent: Consent | undefined; roles: readonly StaffRole[] },
): Record<string, unknown> {
  const base = { sub: account.id, sid: session.id };
  if (account.kind === 'STAFF') return { ...base, kind: 'staff', roles: extra.roles };
  return {
    ...base,
    kind: 'citizen',
    // Whole seconds, rounded down: never fresher than it is.
    auth_time: Math.floor(session.startedAt.getTime() / 1000),
    ...consentClaim(extra.consent),
    ...(session.restricted ? { scope: 'rights' } : {}),
  };
}
