import type { Database } from '@belgi/database';
import { isId } from '../lots/ids.js';
import { findLots } from '../lots/lot.store.js';
import { strikeAppealed } from './standing.events.js';
import { findStrike, insertAppeal, lockForStrike, restateStanding } from './standing.store.js';
import {
  APPEAL_ANSWER_DAYS,
  type AppealGround,
  type AppealRefusal,
  daysAfter,
  decideAppealing,
  type Strike,
} from './strike.js';

export type AppealOfStrikeOutcome =
  | { readonly kind: 'appealed'; readonly strike: Strike }
  | { readonly kind: 'refused'; readonly code: AppealRefusal };

/** Appeals against a strike, once. What it brought goes on until somebody has decided. */
export async function appealStrike(
  database: Database,
  request: {
    readonly strikeId: string;
    readonly citizenId: string;
    readonly ground: AppealGround;
    readonly reference: string | null;
  },
): Promise<AppealOfStrikeOutcome> {
  const { strikeId, citizenId, ground, reference } = request;
  if (!isId(strikeId)) return { kind: 'refused', code: 'STRIKE_UNKNOWN' };
  return database.transaction(async (tx) => {
    await lockForStrike(tx, [citizenId]);
    const strike = await findStrike(tx, strikeId);
    const now = await tx.now();
    const code = decideAppealing(strike, { citizenId, reference }, now);
    if (code !== 'ALLOWED' || !strike) return { kind: 'refused', code: code === 'ALLOWED' ? 'STRIKE_UNKNOWN' : code };
    const dueAt = daysAfter(now, APPEAL_ANSWER_DAYS);
    await insertAppeal(tx, { strikeId, ground, reference, filedAt: now, dueAt });
    const standing = await restateStanding(tx, citizenId);
    const [lot] = await findLots(tx, [strike.lotId]);
    if (!lot || !standing) throw new Error('a strike without its lot, or of somebody erased');
    await tx.publish(strikeAppealed({ citizenId, ...standing }, { strikeId, lotId: lot.id, plate: lot.plate }, dueAt));
    const appeal = { ground, reference, filedAt: now, dueAt, decidedAt: null, outcome: null, reason: null };
    return { kind: 'appealed', strike: { ...strike, appeal } };
  });
}
