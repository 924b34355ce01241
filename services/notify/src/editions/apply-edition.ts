import type { EditionState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { openPolicyBroadcast } from '../broadcasts/broadcast.store.js';
import type { Planner } from '../notices/plan-notice.js';
import { insertEdition, ownEditions } from './edition.store.js';

/**
 * An edition is known from now on. A material one that was just published is told to everyone who consents to an
 * earlier one, some people at a time (tell-many.ts); an editorial one asks and tells nobody (clause 5.1).
 */
export async function applyEdition(
  { poke }: Pick<Planner, 'poke'>,
  tx: Transaction,
  edition: EditionState,
  eventId: string | null,
): Promise<void> {
  await ownEditions(tx);
  await insertEdition(tx, edition, eventId);
  if (eventId === null || !edition.material) return;
  await openPolicyBroadcast(tx, eventId, edition.number);
  tx.afterCommit(() => poke.ring());
}
