import type { Transaction } from '@belgi/database';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { announcedBeside, changeNotices } from './edition.store.js';

/** Who agrees to an edition after a later one was announced, or was blocked or restricted meanwhile, missed that announcement. */
export async function tellLaterEditions(
  planner: Planner,
  tx: Transaction,
  consent: { readonly citizenId: string; readonly edition: number },
): Promise<void> {
  for (const { document, number, effectiveAt, eventId } of await announcedBeside(tx, consent.edition))
    await planNotice(planner, tx, {
      citizenId: consent.citizenId,
      kind: changeNotices[document],
      causeId: eventId,
      params: { edition: number, effectiveAt: effectiveAt.toISOString() },
    });
}
