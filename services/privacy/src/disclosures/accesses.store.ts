import type { DataCategory } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Period } from './period.js';
import { grantPeriod } from './period.store.js';

export interface AccessRow {
  readonly id: string;
  readonly grantId: string;
  readonly agencyId: string;
  /** The agency's idempotency key. */
  readonly key: string;
  readonly bodyHash: Buffer;
  /** Of whom, as the case knows them; null in rows of before. */
  readonly pinHash: Buffer | null;
  /** Null: no verified account was held for the PIN. */
  readonly citizenId: string | null;
  readonly categories: readonly DataCategory[];
  readonly entryId: string;
  readonly at: Date;
}

/** When the person is told of a read. */
export interface NoticeOfAccess {
  /** They are told when a delay has ended, and see nothing until then. */
  readonly delayed: boolean;
  /** Until when they are told; null: there is nobody to tell. */
  readonly dueAt: Date | null;
}

/** An access on record; `repeats`: how often it was answered again under its key. */
export type EarlierAccess = Omit<AccessRow, 'pinHash'> & {
  readonly leafHash: string;
  readonly repeats: number;
  /** Of its grant. */
  readonly period: Period | null;
};

export async function insertAccess(tx: Transaction, access: AccessRow, notice: NoticeOfAccess): Promise<void> {
  await tx.query(sql`/* accesses.insert */
    INSERT INTO disclosure_accesses (id, grant_id, agency_id, key, body_hash, pin_hash, citizen_id, categories, entry_id, at,
      notice_delayed, notice_due_at)
    VALUES (${access.id}, ${access.grantId}, ${access.agencyId}, ${access.key}, ${access.bodyHash}, ${access.pinHash},
      ${access.citizenId}, ${access.categories}, ${access.entryId}, ${access.at}, ${notice.delayed}, ${notice.dueAt})`);
}

export async function insertRepeat(tx: Transaction, accessId: string, at: Date): Promise<void> {
  await tx.query(sql`/* repeats.insert */ INSERT INTO disclosure_repeats (access_id, at) VALUES (${accessId}, ${at})`);
}

export async function findAccess(db: Queryable, agencyId: string, key: string): Promise<EarlierAccess | undefined> {
  const row = await db.one<{
    id: string;
    grant_id: string;
    body_hash: Buffer;
    citizen_id: string | null;
    categories: DataCategory[];
    entry_id: string;
    leaf_hash: string;
    period: Period | null;
    repeats: number;
    at: Date;
  }>(sql`/* accesses.find */
    SELECT a.id, a.grant_id, a.body_hash, a.citizen_id, a.categories, a.entry_id, encode(e.leaf_hash, 'hex') AS leaf_hash, a.at,
      ${grantPeriod} AS period,
      (SELECT count(*) FROM disclosure_repeats r WHERE r.access_id = a.id)::int AS repeats
    FROM disclosure_accesses a JOIN ledger_entries e ON e.id = a.entry_id JOIN disclosure_grants g ON g.id = a.grant_id
    WHERE a.agency_id = ${agencyId} AND a.key = ${key}`);
  return (
    row && {
      id: row.id,
      grantId: row.grant_id,
      agencyId,
      key,
      bodyHash: row.body_hash,
      citizenId: row.citizen_id,
      categories: row.categories,
      entryId: row.entry_id,
      leafHash: row.leaf_hash,
      period: row.period,
      repeats: row.repeats,
      at: row.at,
    }
  );
}
