import { accountById } from '../accounts/account.store.js';
import { lockConsent } from '../consents/consent.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { isOpen, maySignIn } from './session.js';
import { endSession, lockSession, refreshToken, sessionOfToken, useRefreshToken } from './session.store.js';
import { continueSession, type IssuedSession } from './start-session.js';

/**
 * Exchanges a refresh token for the next pair. A token used twice ends the whole family: either the thief or the
 * owner holds a stolen one, and nobody can tell which (RFC 9700 §4.14.2).
 * The race: t0 both send the same token, t1 one locks the session and marks it used, t2 the other gets the lock,
 * sees it used and ends the family, the first one's new token included.
 */
export async function refreshSession(ports: Ports, token: string): Promise<IssuedSession | Refused<'SESSION_ENDED'>> {
  const hash = ports.vault.lookup('refresh-token', token);
  return ports.database.transaction(async (tx) => {
    const found = await sessionOfToken(tx, hash);
    if (found === undefined) return refuse('SESSION_ENDED');
    // The consent first, then the session: the order in which a withdrawal takes them.
    await lockConsent(tx, found.accountId);
    const session = await lockSession(tx, found.id);
    const known = await refreshToken(tx, hash);
    const now = await tx.now();
    if (session === undefined || known === undefined || !isOpen(session, now)) return refuse('SESSION_ENDED');
    if (known.usedAt !== null) {
      await endSession(tx, session.id, 'TOKEN_REUSED');
      return refuse('SESSION_ENDED');
    }
    const account = await accountById(tx, session.accountId);
    if (known.expiresAt <= now || account === undefined || !maySignIn(account)) return refuse('SESSION_ENDED');
    await useRefreshToken(tx, hash, now);
    return continueSession(ports, tx, account, session, now);
  });
}
