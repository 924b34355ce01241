import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { BindingEntry } from './withdrawal-effects.js';

interface BindingRow {
  entry_id: string;
  lot_id: string;
  plate_number: string;
  state: string;
  amount_due: bigint | null;
  due_at: Date | null;
}

/** Keeps the newest state of an entry; an older fact arriving late changes nothing. */
export async function upsertBindingEntry(
  tx: Transaction,
  entry: BindingEntry & { readonly citizenId: string; readonly version: number },
): Promise<void> {
  await tx.query(
    sql`/* binding-entries.upsert */
    INSERT INTO binding_entries (entry_id, version, lot_id, citizen_id, plate_number, state, amount_due, due_at)
    VALUES (${entry.entryId}, ${entry.version}, ${entry.lotId}, ${entry.citizenId}, ${entry.plateNumber}, ${entry.state}, ${entry.amountDue}, ${entry.dueAt})
    ON CONFLICT (entry_id) DO UPDATE SET version = EXCLUDED.version, state = EXCLUDED.state,
      amount_due = EXCLUDED.amount_due, due_at = EXCLUDED.due_at
    WHERE binding_entries.version < EXCLUDED.version`.prepared(),
  );
}

/** The person's entries that a withdrawal would not end. */
export async function bindingEntriesOf(db: Queryable, citizenId: string): Promise<BindingEntry[]> {
  const rows = await db.query<BindingRow>(sql`/* binding-entries.of */
    SELECT entry_id, lot_id, plate_number, state, amount_due, due_at FROM binding_entries
    WHERE citizen_id = ${citizenId} AND state IN ('LEADING', 'WON') ORDER BY entry_id`);
  return rows.map((row) => ({
    entryId: row.entry_id,
    lotId: row.lot_id,
    plateNumber: row.plate_number,
    state: row.state,
    amountDue: row.amount_due,
    dueAt: row.due_at,
  }));
}
