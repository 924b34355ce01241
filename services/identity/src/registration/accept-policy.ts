import { TokenError, type VerifiedAcceptance } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import { allEditions } from '../consents/consent.store.js';
import { isAcceptable } from '../consents/edition.js';
import type { Ports } from '../ports.js';

/** A UUID: anything else cannot be a nonce of ours. */
const NONCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The acceptance a ticket proves, or undefined: forged, expired, of the wrong kind. Nothing is read or written.
 * @throws IssuerUnavailableError when privacy's keys cannot be had: a fault, not a refusal
 */
export async function readAcceptance(ports: Ports, ticket: string): Promise<VerifiedAcceptance | undefined> {
  try {
    const acceptance = await ports.acceptances.verify(ticket);
    return NONCE.test(acceptance.nonce) ? acceptance : undefined;
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}

/** Whether the edition and the words accepted are open by our own clock. */
export async function isOpenNow(db: Queryable, acceptance: VerifiedAcceptance, now: Date): Promise<boolean> {
  return isAcceptable(acceptance, await allEditions(db), now);
}
