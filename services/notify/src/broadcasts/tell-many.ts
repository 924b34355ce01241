import type { Database, Transaction } from '@belgi/database';
import { findCancellation } from '../lots/entry.store.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import type { ParamsOf } from '../templates/params.js';
import { advanceBroadcast, type Broadcast, claimBroadcast, isBroadcastDue, nextAudience } from './broadcast.store.js';
import { batchMs, EDITION_NOTICES_PER_SECOND } from './pace.js';

/** People planned for in one transaction: well under a second, and a crash repeats at most this many. */
const BATCH_PEOPLE = 100;

/**
 * Plans the next batch of one notice to many. Any number of replicas; a broadcast is one replica's at a time. The cursor
 * commits with the notices it has passed, so a killed process repeats nothing and leaves nobody out. An edition is announced
 * at a pace: its row says from when on the next batch may be taken, whoever takes it.
 * @param perSecond people of an announcement
 * @returns whether there may be more to do
 */
export async function tellMany(
  planner: Planner,
  database: Database,
  perSecond = EDITION_NOTICES_PER_SECOND,
): Promise<boolean> {
  if (!(await isBroadcastDue(database))) return false;
  return database.transaction(async (tx) => {
    const broadcast = await claimBroadcast(tx);
    if (broadcast === undefined) return false;
    const people = await nextAudience(tx, broadcast, BATCH_PEOPLE);
    for (const citizenId of people) await tell(planner, tx, broadcast, citizenId);
    const isPaced = !('lotId' in broadcast);
    await advanceBroadcast(tx, broadcast.eventId, {
      after: people.at(-1) ?? null,
      told: people.length,
      done: people.length < BATCH_PEOPLE,
      restMs: isPaced ? batchMs(people.length, perSecond) : 0,
    });
    return true;
  });
}

async function tell(planner: Planner, tx: Transaction, broadcast: Broadcast, citizenId: string): Promise<void> {
  const causeId = broadcast.eventId;
  if (!('lotId' in broadcast)) {
    const params = { edition: broadcast.edition, effectiveAt: broadcast.effectiveAt.toISOString() };
    await planNotice(planner, tx, { citizenId, kind: broadcast.kind, causeId, params });
    return;
  }
  const { kind, lotId } = broadcast;
  const params = (broadcast.params ?? (await ofCancellation(tx, lotId))) as ParamsOf<typeof kind>;
  await planNotice(planner, tx, { citizenId, kind, causeId, params, lotId });
}

async function ofCancellation(tx: Transaction, lotId: string): Promise<ParamsOf<'LOT_CANCELLED'>> {
  const cancelled = await findCancellation(tx, lotId);
  if (cancelled === undefined) throw new Error('a broadcast about a lot that is not cancelled');
  return { plate: cancelled.plate, reason: cancelled.reason };
}
