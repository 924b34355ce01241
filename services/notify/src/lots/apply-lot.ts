import type { EntryStateData } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { openLotBroadcast } from '../broadcasts/broadcast.store.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import type { ParamsOf } from '../templates/params.js';
import { ensureLot, noteCancellation, noteEntry } from './entry.store.js';

/** The lot was cancelled: all its entrants are told, some people at a time (tell-many.ts). */
export async function applyCancellation(
  tx: Transaction,
  lot: { readonly lotId: string; readonly plateNumber: string; readonly reason: string },
  eventId: string,
): Promise<void> {
  const cancelled = { eventId, plate: lot.plateNumber, reason: lot.reason };
  const params = { plate: lot.plateNumber, reason: lot.reason };
  if (await noteCancellation(tx, lot.lotId, cancelled))
    await openLotBroadcast(tx, eventId, { kind: 'LOT_CANCELLED', lotId: lot.lotId, params });
}

/** Bidding was stopped, or goes on: all who have entered by now are told; who enters later sees it. */
export async function announceToEntrants<K extends 'LOT_PAUSED' | 'LOT_RESUMED'>(
  tx: Transaction,
  eventId: string,
  about: { readonly kind: K; readonly lotId: string; readonly params: ParamsOf<K> },
): Promise<void> {
  await ensureLot(tx, about.lotId);
  await openLotBroadcast(tx, eventId, about);
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
