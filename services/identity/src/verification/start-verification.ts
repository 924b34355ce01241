import { newId } from '@belgi/contracts';
import { accountById } from '../accounts/account.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { VERIFICATIONS_PER_ACCOUNT } from '../sessions/attempt.js';
import { attempt } from '../sessions/attempt.store.js';
import { PortalError } from './portal.js';
import { VERIFICATION_MINUTES } from './verification.js';
import { insertVerification } from './verification.store.js';

/** Sends a citizen to the state portal. Nothing is proved before they come back with its answer. */
export async function startVerification(
  ports: Ports,
  citizen: { id: string; session: string },
): Promise<{ url: string } | Refused<'ALREADY_VERIFIED' | 'TOO_MANY_ATTEMPTS' | 'PORTAL_UNAVAILABLE'>> {
  const { database, vault, portal, logger } = ports;
  const account = await accountById(database, citizen.id);
  if (account?.pinVerified) return refuse('ALREADY_VERIFIED');
  const subject = vault.lookup('limit', `account:${citizen.id}`);
  if (!(await attempt(database, VERIFICATIONS_PER_ACCOUNT, subject)).within) return refuse('TOO_MANY_ATTEMPTS');
  try {
    const { url, state, nonce, codeVerifier } = await portal.begin();
    await database.transaction(async (tx) => {
      const now = await tx.now();
      const expiresAt = new Date(now.getTime() + VERIFICATION_MINUTES * 60_000);
      const stateHash = vault.lookup('portal-state', state);
      const id = newId();
      const journey = { id, stateHash, accountId: citizen.id, sessionId: citizen.session, codeVerifier, nonce };
      await insertVerification(tx, { ...journey, expiresAt }, now);
    });
    return { url };
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    logger.warn({ err: error }, 'the state portal cannot be reached');
    return refuse('PORTAL_UNAVAILABLE');
  }
}
