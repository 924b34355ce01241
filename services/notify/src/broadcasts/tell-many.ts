import type { Database, Transaction } from '@belgi/database';
import { findCancellation } from '../lots/entry.store.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { advanceBroadcast, type Broadcast, claimBroadcast, nextAudience } from './broadcast.store.js';

/** People planned for in one transaction: well under a second, and a crash repeats at most this many. */
const BATCH_PEOPLE = 100;

/**
 * Plans the next batch of one notice to many. Any number of replicas; a broadcast is one replica's at a time.
 * @returns whether there may be more to do
 */
export async function tellMany(planner: Planner, database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    const broadcast = await claimBroadcast(tx);
    if (broadcast === undefined) return false;
    const people = await nextAudience(tx, broadcast, BATCH_PEOPLE);
    for (const citizenId of people) await tell(planner, tx, broadcast, citizenId);
    await advanceBroadcast(tx, broadcast.eventId, people.at(-1) ?? null, people.length < BATCH_PEOPLE);
    return true;
  });
}

async function tell(planner: Planner, tx: Transaction, broadcast: Broadcast, citizenId: string): Promise<void> {
  const causeId = broadcast.eventId;
  if (broadcast.kind === 'POLICY_CHANGED') {
    const params = { edition: broadcast.edition, effectiveAt: broadcast.effectiveAt.toISOString() };
    await planNotice(planner, tx, { citizenId, kind: 'POLICY_CHANGED', causeId, params });
    return;
  }
  const cancelled = await findCancellation(tx, broadcast.lotId);
  if (cancelled === undefined) throw new Error('a broadcast about a lot that is not cancelled');
  const { plate, reason } = cancelled;
  await planNotice(planner, tx, {
    citizenId,
    kind: 'LOT_CANCELLED',
    causeId,
    params: { plate, reason },
    lotId: broadcast.lotId,
  });
}
