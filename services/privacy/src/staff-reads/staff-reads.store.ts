import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface StaffReadRow {
  readonly id: string;
  readonly citizenId: string;
  readonly role: string;
  readonly purpose: string;
  readonly caseSealed: Buffer;
  readonly fields: readonly string[];
  /** Why nothing was shown; null: it was. */
  readonly refused: string | null;
  /** Of the ledger; null where nothing was shown. */
  readonly entryId: string | null;
  readonly at: Date;
}

export async function insertStaffRead(tx: Transaction, row: StaffReadRow): Promise<void> {
  await tx.query(sql`/* staff-reads.insert */
    INSERT INTO staff_reads (id, citizen_id, role, purpose, case_sealed, fields, refused, entry_id, at)
    VALUES (${row.id}, ${row.citizenId}, ${row.role}, ${row.purpose}, ${row.caseSealed}, ${row.fields}, ${row.refused}, ${row.entryId}, ${row.at})`);
}

/** Newest first. */
export async function staffReadsOf(
  db: Queryable,
  citizenId: string,
  below: string | null,
  limit: number,
): Promise<StaffReadRow[]> {
  const rows = await db.query<{
    id: string;
    role: string;
    purpose: string;
    case_sealed: Buffer;
    fields: string[];
    refused: string | null;
    entry_id: string | null;
    at: Date;
  }>(sql`/* staff-reads.of */
    SELECT id, role, purpose, case_sealed, fields, refused, entry_id, at FROM staff_reads
    WHERE citizen_id = ${citizenId} AND (${below}::uuid IS NULL OR id < ${below}::uuid)
    ORDER BY id DESC LIMIT ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    citizenId,
    role: row.role,
    purpose: row.purpose,
    caseSealed: row.case_sealed,
    fields: row.fields,
    refused: row.refused,
    entryId: row.entry_id,
    at: row.at,
  }));
}
