import { type ConsentState, NotifyConsentAppliedV1, outgoing } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { shareEditions } from '../editions/edition.store.js';
import { tellLaterEditions } from '../editions/tell-later-editions.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { lockOrMakeRecipient, updateConsent } from './recipient.store.js';

/**
 * A consent given, renewed or withdrawn. From the commit on, no optional message leaves for who withdrew: senders
 * hold the recipient's row while an optional message is on its way, and this transaction updates that row, so it waits
 * for the one in flight and every later one sees the withdrawal. The acknowledgement commits with it.
 *
 * @param eventId the fact, cause of the notice about a withdrawal; null for a snapshot, which tells nobody anything
 */
export async function applyConsent(
  planner: Planner,
  tx: Transaction,
  consent: ConsentState,
  eventId: string | null,
): Promise<void> {
  const { citizenId, epoch } = consent;
  await shareEditions(tx);
  const recipient = await lockOrMakeRecipient(tx, citizenId, () => planner.sealer.newDataKey().wrapped);
  const isNewer = recipient.consentEpoch < BigInt(epoch);
  if (isNewer) await updateConsent(tx, citizenId, consent);

  // An older epoch is acknowledged too: what stands here is at least as new, and privacy waits for each epoch.
  const at = (await tx.now()).toISOString();
  await tx.publish(outgoing(NotifyConsentAppliedV1, citizenId, epoch, { citizenId, epoch, at }));
  if (!isNewer || eventId === null) return;

  if (consent.state === 'WITHDRAWN')
    await planNotice(planner, tx, {
      citizenId,
      kind: 'CONSENT_WITHDRAWN',
      causeId: eventId,
      params: { edition: consent.edition, at },
    });
  else await tellLaterEditions(planner, tx, consent);
}
