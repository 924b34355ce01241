import type { Database } from '@belgi/database';
import { returnForfeited } from '../bank/bank-order.store.js';
import { isId } from '../lots/ids.js';
import { lockLot } from '../lots/lot.store.js';
import { blockIfTooMany } from './give-strike.js';
import { appealDecided } from './standing.events.js';
import { findStrike, liftStrike, lockForStrike, restateStanding, writeDecision } from './standing.store.js';
import { type AppealReason, outcomeOf, type Strike } from './strike.js';

/** Why an appeal is not decided, in the order in which it is asked. */
export const decisionRefusals = ['APPEAL_UNKNOWN', 'APPEAL_DECIDED'] as const;

export type DecideAppealOutcome =
  | { readonly kind: 'decided'; readonly strike: Strike }
  | { readonly kind: 'refused'; readonly code: (typeof decisionRefusals)[number] };

/**
 * Somebody decides what no machine may alone: whether a strike stands. One that does not is taken back with what it brought, the
 * block and the deposit; the lot stays as it is. Locks: lot, then bidder.
 */
export async function decideAppeal(
  database: Database,
  request: { readonly strikeId: string; readonly reason: AppealReason; readonly decidedBy: string },
): Promise<DecideAppealOutcome> {
  const { strikeId, reason, decidedBy } = request;
  const known = isId(strikeId) ? await findStrike(database, strikeId) : undefined;
  if (!known?.appeal) return { kind: 'refused', code: 'APPEAL_UNKNOWN' };
  return database.transaction(async (tx) => {
    const lot = await lockLot(tx, known.lotId);
    await lockForStrike(tx, [known.bidderId]);
    const strike = await findStrike(tx, strikeId);
    if (!lot || !strike?.appeal) throw new Error('a strike without its lot or its appeal');
    if (strike.appeal.decidedAt !== null) return { kind: 'refused', code: 'APPEAL_DECIDED' };
    const at = await tx.now();
    const outcome = outcomeOf(reason);
    await writeDecision(tx, { strikeId, at, decidedBy, outcome, reason });
    if (outcome === 'LIFTED') {
      await liftStrike(tx, strikeId, lot.policy, at);
      // Those that stand count again, together with what came meanwhile.
      await blockIfTooMany(tx, { bidderId: strike.bidderId, policy: lot.policy, now: at });
      await returnForfeited(tx, strike.entryId);
    }
    const standing = await restateStanding(tx, strike.bidderId);
    const about = { strikeId, lotId: lot.id, plate: lot.plate };
    if (standing) await tx.publish(appealDecided({ citizenId: strike.bidderId, ...standing }, about, outcome));
    return {
      kind: 'decided',
      strike: {
        ...strike,
        liftedAt: outcome === 'LIFTED' ? at : null,
        appeal: { ...strike.appeal, decidedAt: at, outcome, reason },
      },
    };
  });
}
