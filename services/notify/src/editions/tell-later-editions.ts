import type { Transaction } from '@belgi/database';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { announcedBeside } from './edition.store.js';

const kinds = { POLICY: 'POLICY_CHANGED', USER_AGREEMENT: 'AGREEMENT_CHANGED' } as const;

/** Who agrees to an edition after a later one was announced, or was blocked or restricted meanwhile, missed that announcement. */
export async function tellLaterEditions(
  planner: Planner,
  tx: Transaction,
  consent: { readonly citizenId: string; readonly edition: number },
): Promise<void> {
  for (const { document, number, effectiveAt, eventId } of await announcedBeside(tx, consent.edition))
    await planNotice(planner, tx, {
      citizenId: consent.citizenId,
      kind: kinds[document],
      causeId: eventId,
      params: { edition: number, effectiveAt: effectiveAt.toISOString() },
    });
}
