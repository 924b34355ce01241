import type { DataCategory } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import { delayEnd } from './notice-delays.store.js';

/** A read whose notice has waited and waits no more. */
export interface DueReveal {
  readonly accessId: string;
  readonly entryId: string;
  readonly leafHash: string;
  readonly requestId: string;
  readonly citizenId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly letterNumber: string;
  readonly legalBasis: string;
  readonly categories: DataCategory[];
  readonly at: Date;
  readonly delayedUntil: Date;
}

/** The oldest of them that no other replica holds. */
export async function lockDueReveal(tx: Transaction): Promise<DueReveal | undefined> {
  return tx.one<DueReveal>(sql`/* notice-reveals.lockDue */
    SELECT a.id AS "accessId", a.entry_id AS "entryId", encode(e.leaf_hash, 'hex') AS "leafHash", r.id AS "requestId",
      a.citizen_id AS "citizenId", a.agency_id AS "agencyId", r.agency_name AS "agencyName",
      r.letter_number AS "letterNumber", r.legal_basis AS "legalBasis", a.categories, a.at, ${delayEnd} AS "delayedUntil"
    FROM disclosure_accesses a
    JOIN disclosure_grants g ON g.id = a.grant_id JOIN disclosure_requests r ON r.id = g.request_id
    JOIN ledger_entries e ON e.id = a.entry_id
    WHERE a.notice_delayed AND ${delayEnd} <= app_now()
      AND NOT EXISTS (SELECT 1 FROM notice_reveals v WHERE v.access_id = a.id)
    ORDER BY a.id LIMIT 1 FOR UPDATE OF a SKIP LOCKED`);
}

/** Asked with the read held: whoever tells of it holds it, so nobody can tell of it between this and our own telling. */
export async function isRevealed(tx: Transaction, accessId: string): Promise<boolean> {
  const row = await tx.one(sql`/* notice-reveals.exists */
    SELECT 1 AS one FROM notice_reveals WHERE access_id = ${accessId}`);
  return row !== undefined;
}

export async function insertReveal(
  tx: Transaction,
  reveal: { accessId: string; entryId: string; at: Date },
): Promise<void> {
  await tx.query(sql`/* notice-reveals.insert */
    INSERT INTO notice_reveals (access_id, entry_id, at) VALUES (${reveal.accessId}, ${reveal.entryId}, ${reveal.at})`);
}

/** That a notice about an entry of the ledger reached the person; the first counts. */
export async function insertNotice(tx: Transaction, entryId: string, at: Date): Promise<void> {
  await tx.query(sql`/* disclosure-notices.insert */
    INSERT INTO disclosure_notices (access_id, delivered_at)
    SELECT id, ${at} FROM disclosure_accesses WHERE entry_id = ${entryId}
    ON CONFLICT DO NOTHING`);
}

/** A notice that has waited goes out at once when it may; a day is the job's own lateness. */
const REVEAL_HOURS = 24;

export interface LateNotices {
  /** Should be out and is not. */
  readonly overdue: number;
  /** Went out, but late. */
  readonly late: number;
}

/** Reads of which the person was not told in time. What may still wait is neither; who was erased can be told no more. */
export async function countLateNotices(db: Queryable): Promise<LateNotices> {
  const row = await db.one<LateNotices>(sql`/* disclosure-notices.late */
    SELECT count(*) FILTER (WHERE n.access_id IS NULL AND told.due < app_now())::int AS overdue,
      count(*) FILTER (WHERE n.delivered_at > told.due)::int AS late
    FROM disclosure_accesses a
    JOIN disclosure_grants g ON g.id = a.grant_id JOIN disclosure_requests r ON r.id = g.request_id
    CROSS JOIN LATERAL (SELECT CASE WHEN a.notice_delayed THEN ${delayEnd} + ${REVEAL_HOURS}::int * interval '1 hour'
      ELSE a.notice_due_at END AS due) AS told
    LEFT JOIN disclosure_notices n ON n.access_id = a.id
    WHERE a.citizen_id IS NOT NULL AND a.notice_due_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM persons_erased x WHERE x.citizen_id = a.citizen_id)`);
  if (row === undefined) throw new Error('a count has one row');
  return row;
}
