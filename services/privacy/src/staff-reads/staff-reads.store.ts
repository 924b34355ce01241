import type { LocalDate } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';

/** Which matter an employee opened, and on which day of Bishkek. */
export interface OwnLook {
  readonly subjectId: string;
  readonly readBy: string;
  readonly readOn: LocalDate;
}

export interface StaffReadRow {
  readonly id: string;
  readonly citizenId: string;
  readonly role: string;
  /** Either this or a duty. */
  readonly purpose: string | null;
  readonly duty: string | null;
  readonly caseSealed: Buffer;
  readonly fields: readonly string[];
  /** Why nothing was shown; null: it was. */
  readonly refused: string | null;
  /** Of the ledger; null where nothing was shown. */
  readonly entryId: string | null;
  readonly at: Date;
}

export async function insertStaffRead(
  tx: Transaction,
  { own, ...row }: StaffReadRow & { readonly own: OwnLook | null },
): Promise<void> {
  await tx.query(sql`/* staff-reads.insert */
    INSERT INTO staff_reads (id, citizen_id, role, purpose, duty, case_sealed, fields, refused, entry_id, at, subject_id, read_by, read_on)
    VALUES (${row.id}, ${row.citizenId}, ${row.role}, ${row.purpose}, ${row.duty}, ${row.caseSealed}, ${row.fields},
      ${row.refused}, ${row.entryId}, ${row.at}, ${own?.subjectId ?? null}, ${own?.readBy ?? null}, ${own?.readOn ?? null})`);
}

/** Looks of one employee are recorded one after the other. */
export async function lockReader(tx: Transaction, readBy: string): Promise<void> {
  await tx.query(
    sql`/* staff-reads.lock */ SELECT pg_advisory_xact_lock(hashtextextended(${`staff-reads ${readBy}`}, 0))`,
  );
}

/** Which of the matters this employee opened on that day already. */
export async function recordedOn(
  tx: Transaction,
  { readBy, readOn }: Omit<OwnLook, 'subjectId'>,
  matters: readonly { readonly subjectId: string }[],
): Promise<Set<string>> {
  const ids = matters.map(({ subjectId }) => subjectId);
  const rows = await tx.query<{ id: string }>(sql`/* staff-reads.recordedOn */
    SELECT subject_id AS id FROM staff_reads
    WHERE read_by = ${readBy} AND read_on = ${readOn} AND subject_id = ANY (${ids}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
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
    purpose: string | null;
    duty: string | null;
    case_sealed: Buffer;
    fields: string[];
    refused: string | null;
    entry_id: string | null;
    at: Date;
  }>(sql`/* staff-reads.of */
    SELECT id, role, purpose, duty, case_sealed, fields, refused, entry_id, at FROM staff_reads
    WHERE citizen_id = ${citizenId} AND (${below}::uuid IS NULL OR id < ${below}::uuid)
    ORDER BY id DESC LIMIT ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    citizenId,
    role: row.role,
    purpose: row.purpose,
    duty: row.duty,
    caseSealed: row.case_sealed,
    fields: row.fields,
    refused: row.refused,
    entryId: row.entry_id,
    at: row.at,
  }));
}
