import { newId } from '@belgi/contracts';
import { type Database, violatedConstraint } from '@belgi/database';
import { lotPlanned } from './lot.events.js';
import type { Lot } from './lot.js';
import { currentPolicy, ensurePlate, insertLot } from './lot.store.js';
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
      const plateId = await ensurePlate(tx, newId(), plan.plate);
      const lot: Lot = {
        ...plan,
        id: newId(),
        plate: { ...plan.plate, id: plateId },
        state: 'PLANNED',
        currentPrice: null,
        leader: null,
        bidCount: 0,
        closedAt: null,
        paymentDueAt: null,
        settledAt: null,
        cancelReason: null,
        version: 1,
      };
      await insertLot(tx, lot, auctioneerId);
      await tx.publish(lotPlanned(lot));
      return { kind: 'created', lot };
    });
  } catch (error) {
    if (violatedConstraint(error) === 'lots_plate_offered_once') return { kind: 'refused', code: 'PLATE_TAKEN' };
    throw error;
  }
}
