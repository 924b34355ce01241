import type { OutgoingFact } from '@belgi/contracts';
import { type SnapshotReader, sql } from '@belgi/database';
import { entrySnapshot } from './entries/entry.events.js';
import { type EntryRow, entryColumns, entryOf } from './entries/entry.store.js';
import { lotSnapshot } from './lots/lot.events.js';
import { findLots, type LotRow, lotColumns, lotOf } from './lots/lot.store.js';

/** Lots as they stand, for `pnpm ops republish auction lot`. */
export const lotSnapshots: SnapshotReader = async (tx, id, after, limit): Promise<OutgoingFact[]> => {
  const rows = await tx.query<LotRow>(sql`/* lots.snapshots */
    SELECT ${lotColumns} FROM lots l WHERE (${id}::uuid IS NULL OR l.id = ${id}::uuid) AND (${after}::uuid IS NULL OR l.id > ${after}::uuid)
    ORDER BY l.id LIMIT ${limit} FOR SHARE`);
  return rows.map((row) => lotSnapshot(lotOf(row)));
};

/** Entries as they stand. Their lots are locked first, as everywhere: an entry changes under its lot's lock only. */
export const entrySnapshots: SnapshotReader = async (tx, id, after, limit): Promise<OutgoingFact[]> => {
  const wanted = await tx.query<{ id: string; lot_id: string }>(sql`/* entries.to-snapshot */
    SELECT e.id, e.lot_id FROM entries e WHERE e.bidder_id IS NOT NULL AND (${id}::uuid IS NULL OR e.id = ${id}::uuid) AND (${after}::uuid IS NULL OR e.id > ${after}::uuid)
    ORDER BY e.id LIMIT ${limit}`);
  const lotIds = [...new Set(wanted.map((row) => row.lot_id))].sort();
  await tx.query(
    sql`/* lots.share */ SELECT l.id FROM lots l WHERE l.id = ANY (${lotIds}::uuid[]) ORDER BY l.id FOR SHARE`,
  );
  const lots = new Map((await findLots(tx, lotIds)).map((lot) => [lot.id, lot]));
  const rows = await tx.query<EntryRow & { returning: boolean }>(sql`/* entries.snapshots */
    SELECT ${entryColumns}, e.state = 'RELEASED' AND EXISTS (SELECT FROM bank_orders o WHERE o.entry_id = e.id AND o.purpose = 'DEPOSIT'
      AND o.state IN ('REFUND_DUE', 'REFUND_ASKED')) AS returning
    FROM entries e WHERE e.id = ANY (${wanted.map((row) => row.id)}::uuid[]) ORDER BY e.id`);
  return rows.flatMap((row) => {
    const lot = lots.get(row.lot_id);
    // Of a released entry, "held" says that the bank has yet to give the deposit back.
    const entry = row.returning ? { ...entryOf(row), depositHeld: true } : entryOf(row);
    return lot ? [entrySnapshot(entry, lot)] : [];
  });
};
