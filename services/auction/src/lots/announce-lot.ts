import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { beginChain, writtenChain } from '../protocol/protocol-chain.js';
import { termsLine } from '../protocol/protocol-lines.js';
import { callWatchers } from '../watching/watch-call.store.js';
import { lotPlanned } from './lot.events.js';
import { type Lot, untouched } from './lot.js';
import { insertLot } from './lot.store.js';
import type { LotPlan } from './lot-plan.js';
import { ensurePlate } from './plate.store.js';

/** Writes a planned lot and tells of it. @throws violating `lots_plate_offered_once` when the combination is on offer or sold */
export async function announceLot(
  tx: Transaction,
  plan: LotPlan,
  { auctioneerId, relistOf = null }: { readonly auctioneerId: string; readonly relistOf?: string | null },
): Promise<Lot> {
  const plateId = await ensurePlate(tx, newId(), plan.plate);
  const planned: Lot = {
    ...plan,
    id: newId(),
    plate: { ...plan.plate, id: plateId },
    state: 'PLANNED',
    ...untouched,
    relistOf,
    version: 1,
  };
  const lot = { ...planned, protocol: beginChain(termsLine(planned)) };
  await insertLot(tx, lot, auctioneerId);
  await tx.publish(lotPlanned(lot));
  await callWatchers(tx, lot.id, 'PLANNED');
  return { ...lot, protocol: writtenChain(lot.protocol) };
}
