import { type Database, violatedConstraint } from '@belgi/database';
import { currentPolicy } from '../lot-policy/lot-policy.store.js';
import { announceLot } from './announce-lot.js';
import type { Lot } from './lot.js';
import { type LotPlanRefusal, type LotRequest, planLot } from './lot-plan.js';

export type CreateLotOutcome =
  | { readonly kind: 'created'; readonly lot: Lot }
  | { readonly kind: 'refused'; readonly code: LotPlanRefusal | 'PLATE_TAKEN' };

/** Announces a lot under the policy in effect. The timekeeper opens it at its time. */
export async function createLot(
  context: { readonly database: Database; readonly alphabet: string },
  request: LotRequest,
  auctioneerId: string,
): Promise<CreateLotOutcome> {
  try {
    return await context.database.transaction(async (tx) => {
      const plan = planLot(request, await currentPolicy(tx), context.alphabet, await tx.now());
      if (typeof plan === 'string') return { kind: 'refused', code: plan };
      return { kind: 'created', lot: await announceLot(tx, plan, { auctioneerId }) };
    });
  } catch (error) {
    if (violatedConstraint(error) === 'lots_plate_offered_once') return { kind: 'refused', code: 'PLATE_TAKEN' };
    throw error;
  }
}
