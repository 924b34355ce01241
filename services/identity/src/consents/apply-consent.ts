import { type ConsentState, IdentityConsentAppliedV1, outgoing } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { endSessionsOf } from '../sessions/session.store.js';
import { applyConsent } from './consent.store.js';

/**
 * Applies a consent change and acknowledges its epoch, in the consumer's transaction. A withdrawal ends all sessions.
 * An overtaken change is acknowledged as well: we act by something newer. A republished one only if it was news.
 */
export async function applyConsentFact(
  tx: Transaction,
  data: ConsentState,
  options: { republished: boolean },
): Promise<void> {
  const { citizenId, epoch, state, edition } = data;
  const isNews = await applyConsent(tx, { citizenId, epoch, state, edition }, await tx.now());
  // Read once the row is held: until then somebody may still have been looking at the person, lawfully.
  const at = await tx.now();
  if (isNews && state === 'WITHDRAWN') await endSessionsOf(tx, citizenId, 'CONSENT_WITHDRAWN');
  if (!isNews && options.republished) return;
  const applied = { citizenId, epoch, at: at.toISOString() };
  await tx.publish(outgoing(IdentityConsentAppliedV1, citizenId, epoch, applied));
}
