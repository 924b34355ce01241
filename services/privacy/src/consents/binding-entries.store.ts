import type { DepositState } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { OpenEntry, OpenState } from './affected.js';

interface EntryRow {
  entry_id: string;
  lot_id: string;
  plate_number: string;
  state: OpenState;
  amount_due: bigint | null;
  due_at: Date | null;
  deposit: bigint | null;
  deposit_state: DepositState | null;
}

export type ToldEntry = Omit<OpenEntry, 'state'> & {
  readonly citizenId: string;
  readonly version: number;
  readonly state: string;
};

/** Keeps the newest state of an entry; an older fact arriving late changes nothing. */
export async function upsertBindingEntry(tx: Transaction, entry: ToldEntry): Promise<void> {
  const { amount, state } = entry.deposit ?? { amount: null, state: null };
  await tx.query(
    sql`/* binding-entries.upsert */
    INSERT INTO binding_entries (entry_id, version, lot_id, citizen_id, plate_number, state, amount_due, due_at, deposit, deposit_state)
    VALUES (${entry.entryId}, ${entry.version}, ${entry.lotId}, ${entry.citizenId}, ${entry.plateNumber}, ${entry.state}, ${entry.amountDue},
      ${entry.dueAt}, ${amount}, ${state})
    ON CONFLICT (entry_id) DO UPDATE SET version = EXCLUDED.version, state = EXCLUDED.state,
      amount_due = EXCLUDED.amount_due, due_at = EXCLUDED.due_at, deposit = EXCLUDED.deposit, deposit_state = EXCLUDED.deposit_state
    WHERE binding_entries.version < EXCLUDED.version`,
  );
}

/** The person's entries that are not over, and those over whose deposit is still on its way back; the oldest first. */
export async function openEntriesOf(db: Queryable, citizenId: string): Promise<OpenEntry[]> {
  const rows = await db.query<EntryRow>(sql`/* binding-entries.open */
    SELECT entry_id, lot_id, plate_number, state, amount_due, due_at, deposit, deposit_state FROM binding_entries
    WHERE citizen_id = ${citizenId} AND (state IN ('DEPOSIT_DUE', 'ENTERED', 'LEADING', 'OUTBID', 'WON')
      OR (state = 'RESERVED' AND due_at > app_now())
      OR (state = 'RELEASED' AND deposit_state = 'RETURNING'))
    ORDER BY entry_id`);
  return rows.map((row) => ({
    entryId: row.entry_id,
    lotId: row.lot_id,
    plateNumber: row.plate_number,
    state: row.state,
    amountDue: row.amount_due,
    dueAt: row.due_at,
    deposit:
      row.deposit === null || row.deposit_state === null ? null : { amount: row.deposit, state: row.deposit_state },
  }));
}
