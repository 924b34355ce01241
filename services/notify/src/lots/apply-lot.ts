import type { EntryStateData } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { openLotBroadcast } from '../broadcasts/broadcast.store.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { noteCancellation, noteEntry } from './entry.store.js';

/** The lot was cancelled: all its entrants are told, some people at a time (tell-many.ts). */
export async function applyCancellation(
  tx: Transaction,
  lot: { readonly lotId: string; readonly plateNumber: string; readonly reason: string },
  eventId: string,
): Promise<void> {
  const cancelled = { eventId, plate: lot.plateNumber, reason: lot.reason };
  if (await noteCancellation(tx, lot.lotId, cancelled)) await openLotBroadcast(tx, eventId, lot.lotId);
}

/** Who entered which lot; an entry that is heard of after its lot's cancellation is told of it now. */
export async function applyEntry(
  planner: Planner,
  tx: Transaction,
  entry: EntryStateData,
  version: number,
): Promise<void> {
  const { entryId, lotId, citizenId, state } = entry;
  const cancelled = await noteEntry(tx, { entryId, lotId, citizenId, state, version });
  if (cancelled === undefined) return;
  await planNotice(planner, tx, {
    citizenId,
    kind: 'LOT_CANCELLED',
    causeId: cancelled.eventId,
    params: { plate: cancelled.plate, reason: cancelled.reason },
    lotId,
  });
}
