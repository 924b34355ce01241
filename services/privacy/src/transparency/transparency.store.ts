import type { Calendar, DayKind, LocalDate } from '@belgi/contracts';
import { type Queryable, sql } from '@belgi/database';
import type { RequestFact } from './report.js';

/** Requests filed before an instant, each with its decision if that came before it too. */
export async function requestFacts(db: Queryable, before: Date): Promise<RequestFact[]> {
  const rows = await db.query<{
    id: string;
    authority: string;
    filer: 'AGENCY' | 'STAFF';
    subjects: number;
    filedAt: Date;
    outcome: 'GRANTED' | 'NARROWED' | 'REJECTED' | null;
    decidedAt: Date;
  }>(sql`/* transparency.requests */
    SELECT r.id, r.agency_name AS authority, r.filer_kind AS filer, r.subjects, r.filed_at AS "filedAt",
      d.outcome, d.decided_at AS "decidedAt"
    FROM disclosure_requests r LEFT JOIN disclosure_decisions d ON d.request_id = r.id AND d.decided_at < ${before}
    WHERE r.filed_at < ${before} ORDER BY r.id`);
  return rows.map(({ filer, outcome, decidedAt, ...row }) => ({
    ...row,
    channel: filer === 'AGENCY' ? 'ELECTRONIC' : 'PAPER',
    decision: outcome === null ? null : { outcome, at: decidedAt },
  }));
}

/** Every notice that was ever delayed counts, from the moment it was, whether it has been given since or not. */
export async function countDelayedNotices(db: Queryable): Promise<number> {
  const row = await db.one<{ count: number }>(sql`/* transparency.delayed */
    SELECT count(*)::int AS count FROM ledger_entries WHERE kind = 'NOTICE_DELAYED'`);
  return row?.count ?? 0;
}

/** Every day that is said to differ from its weekday; of several rows about a day, the latest counts. */
export async function wholeCalendar(db: Queryable): Promise<Calendar> {
  const rows = await db.query<{ day: LocalDate; kind: DayKind }>(sql`/* transparency.calendar */
    SELECT DISTINCT ON (day) day::text AS day, kind FROM holidays ORDER BY day, revision DESC`);
  return new Map(rows.map(({ day, kind }) => [day, kind]));
}

export interface SealedCaseEntry {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly sealedFor: 'PUBLIC' | 'PERSON' | 'CASE';
  readonly entry: Buffer;
  /** Null: none is needed, or it was destroyed. */
  readonly wrappedKey: Buffer | null;
}

/** Entries of the ledger that speak of requests, decisions, reads and delayed notices, after an id, in the order of their ids. */
export function entriesOfCases(db: Queryable, after: string | null, limit: number): Promise<SealedCaseEntry[]> {
  return db.query<SealedCaseEntry>(sql`/* transparency.entries */
    SELECT e.id, e.kind, e.at, e.sealed_for AS "sealedFor", e.entry, coalesce(p.wrapped_key, c.wrapped_key) AS "wrappedKey"
    FROM ledger_entries e
    LEFT JOIN person_keys p ON e.sealed_for = 'PERSON' AND p.citizen_id = e.key_of
    LEFT JOIN letters c ON e.sealed_for = 'CASE' AND c.id = e.key_of
    WHERE e.kind IN ('DISCLOSURE_REQUESTED', 'DISCLOSURE_DECIDED', 'DISCLOSURE_READ', 'NOTICE_DELAYED')
      AND (${after}::uuid IS NULL OR e.id > ${after}::uuid)
    ORDER BY e.id LIMIT ${limit}`);
}

export interface RegisterRow {
  readonly id: string;
  readonly filer: string;
  readonly agencyId: string | null;
  readonly authority: string;
  readonly subjects: number;
  readonly filedAt: Date;
  readonly outcome: string | null;
  readonly decidedAt: Date | null;
  readonly reads: number;
  /** Reads whose notice was delayed. */
  readonly delayed: number;
}

/** The register as it stands: each request with its decision and the numbers of its counted reads. */
export function registerRows(db: Queryable): Promise<RegisterRow[]> {
  return db.query<RegisterRow>(sql`/* transparency.register */
    SELECT r.id, r.filer_kind AS filer, r.agency_id AS "agencyId", r.agency_name AS authority, r.subjects, r.filed_at AS "filedAt", d.outcome,
      d.decided_at AS "decidedAt",
      done.reads, done.delayed
    FROM disclosure_requests r LEFT JOIN disclosure_decisions d ON d.request_id = r.id
    CROSS JOIN LATERAL (SELECT count(*)::int AS reads, count(*) FILTER (WHERE a.notice_delayed)::int AS delayed
      FROM disclosure_accesses a JOIN disclosure_grants g ON g.id = a.grant_id WHERE g.request_id = r.id) AS done
    ORDER BY r.id`);
}
