import { NotifyRestrictionAppliedV1, outgoing, type RestrictionState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { shareEditions } from '../editions/edition.store.js';
import { tellLaterEditions } from '../editions/tell-later-editions.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { lockOrMakeRecipient, updateRestriction } from './recipient.store.js';

/**
 * A restriction, or its lifting. From the commit on nothing optional leaves, as after a withdrawal (apply-consent.ts): a sender
 * holds the recipient's row. Of what staff did the person is told, and of the editions that they missed meanwhile.
 *
 * @param eventId the fact; null for a snapshot, by which nobody is told of what staff did
 */
export async function applyRestriction(
  planner: Planner,
  tx: Transaction,
  { citizenId, version, restricted, by, at: since }: RestrictionState,
  eventId: string | null,
): Promise<void> {
  // As for a block (apply-account.ts): an edition that arrives meanwhile waits, and then finds this person as they are after it.
  await shareEditions(tx);
  const recipient = await lockOrMakeRecipient(tx, citizenId, () => planner.sealer.newDataKey().wrapped);
  const isNewer = recipient.restrictionVersion < BigInt(version);
  if (isNewer) await updateRestriction(tx, citizenId, { version, restricted });
  if (isNewer && recipient.keptOnly && !restricted && recipient.consent !== null)
    await tellLaterEditions(planner, tx, { citizenId, edition: recipient.consent.edition });
  const at = (await tx.now()).toISOString();
  await tx.publish(outgoing(NotifyRestrictionAppliedV1, citizenId, version, { citizenId, version, at }));
  if (!isNewer || eventId === null || by === 'PERSON') return;
  const params = { state: restricted ? 'RESTRICTED' : 'LIFTED', at: since };
  await planNotice(planner, tx, { citizenId, kind: 'RESTRICTION_CHANGED', causeId: eventId, params });
}
