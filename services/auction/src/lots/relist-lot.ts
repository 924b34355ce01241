import { type Database, violatedConstraint } from '@belgi/database';
import { currentPolicy } from '../lot-policy/lot-policy.store.js';
import { announceLot } from './announce-lot.js';
import { isId } from './ids.js';
import type { Lot } from './lot.js';
import { isRelisted, lockLot } from './lot.store.js';
import { type LotPlanRefusal, type LotRequest, planLot } from './lot-plan.js';

export type RelistLotOutcome =
  | { readonly kind: 'relisted'; readonly lot: Lot }
  | {
      readonly kind: 'refused';
      readonly code: 'LOT_UNKNOWN' | 'LOT_NOT_UNSOLD' | 'RELISTED_ALREADY' | LotPlanRefusal | 'PLATE_TAKEN';
    };

/**
 * Offers a plate again that was not sold, or whose lot was called off: a new lot, under the policy in effect now, which says what it
 * follows. Nobody is taken over: who wants it enters anew.
 */
export async function relistLot(
  context: { readonly database: Database; readonly alphabet: string },
  request: { readonly lotId: string; readonly terms: Omit<LotRequest, 'plate'> },
  auctioneerId: string,
): Promise<RelistLotOutcome> {
  if (!isId(request.lotId)) return { kind: 'refused', code: 'LOT_UNKNOWN' };
  try {
    return await context.database.transaction(async (tx) => {
      const lot = await lockLot(tx, request.lotId);
      if (!lot) return { kind: 'refused', code: 'LOT_UNKNOWN' };
      if (lot.state !== 'UNSOLD' && lot.state !== 'CANCELLED') return { kind: 'refused', code: 'LOT_NOT_UNSOLD' };
      if (await isRelisted(tx, lot.id)) return { kind: 'refused', code: 'RELISTED_ALREADY' };
      const { region, digits, letters } = lot.plate;
      const asked = { ...request.terms, plate: { region, digits, letters } };
      const plan = planLot(asked, await currentPolicy(tx), context.alphabet, await tx.now());
      if (typeof plan === 'string') return { kind: 'refused', code: plan };
      return { kind: 'relisted', lot: await announceLot(tx, plan, { auctioneerId, relistOf: lot.id }) };
    });
  } catch (error) {
    if (violatedConstraint(error) === 'lots_plate_offered_once') return { kind: 'refused', code: 'PLATE_TAKEN' };
    throw error;
  }
}
