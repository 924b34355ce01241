import type { EditionState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { openAnnouncement } from '../broadcasts/broadcast.store.js';
import { type DocumentKind, insertEdition, ownEditions } from './edition.store.js';

/**
 * An edition is known from now on. A material one that was just published is told to everyone who consents, of the policy to an
 * earlier one, some people at a time (tell-many.ts); an editorial one asks and tells nobody (clause 5.1 of both).
 */
export async function applyEdition(
  tx: Transaction,
  document: DocumentKind,
  edition: EditionState,
  eventId: string | null,
): Promise<void> {
  await ownEditions(tx);
  await insertEdition(tx, document, edition, eventId);
  if (eventId === null || !edition.material) return;
  // The first is asked for at the first entry: there was none before it that could have changed.
  if (document === 'USER_AGREEMENT' && edition.number === 1) return;
  await openAnnouncement(tx, eventId, { document, edition: edition.number });
}
