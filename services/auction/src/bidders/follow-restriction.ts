import { AuctionRestrictionAppliedV1, outgoing, type RestrictionState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { applyRestriction } from './bidder.store.js';

/**
 * Applies a restriction to the bidder's row alone and acknowledges it in the same transaction, as a change of consent is
 * (follow-consent.ts): batches in flight are waited for, and after the commit no bid of the person commits any more.
 */
export async function followRestriction(tx: Transaction, restriction: RestrictionState): Promise<void> {
  const { citizenId, version } = restriction;
  await applyRestriction(tx, restriction);
  const at = (await tx.now()).toISOString();
  await tx.publish(outgoing(AuctionRestrictionAppliedV1, citizenId, version, { citizenId, version, at }));
}
