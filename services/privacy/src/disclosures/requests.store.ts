import type { DataCategory } from '@belgi/contracts';
import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { DisclosureRequest, RecordedRequestState, RequestState } from './disclosure.js';

/** A request with what is known of it: proposal, decision, grant; free text and the officer still sealed. */
export interface KeptRequest extends DisclosureRequest {
  readonly letterId: string;
  readonly letterSha256: string;
  readonly wrappedKey: Buffer;
  readonly filerKind: 'AGENCY' | 'STAFF';
  readonly agencyName: string;
  readonly letterNumber: string;
  /** YYYY-MM-DD */
  readonly letterDate: string;
  readonly legalBasis: string;
  readonly duty: string;
  readonly officerSealed: Buffer;
  readonly subjects: number;
  readonly wishedDays: number;
  readonly wishedReads: number;
  readonly version: number;
  readonly filedAt: Date;
  readonly proposal: KeptProposal | null;
  readonly decision: { readonly categories: DataCategory[]; readonly reasonSealed: Buffer; readonly at: Date } | null;
  readonly grant: KeptGrant | null;
}

export interface KeptProposal {
  readonly id: string;
  readonly preparedBy: string;
  readonly categories: DataCategory[];
  readonly reasonSealed: Buffer;
  readonly termDays: number;
  readonly readsCap: number;
  readonly at: Date;
}

export interface KeptGrant {
  readonly id: string;
  readonly categories: DataCategory[];
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly readsCap: number;
  readonly readsUsed: number;
  readonly revokedAt: Date | null;
}

interface RequestRow {
  id: string;
  letter_id: string;
  letter_sha256: string;
  wrapped_key: Buffer;
  filer_kind: 'AGENCY' | 'STAFF';
  filed_by: string;
  agency_id: string | null;
  agency_name: string;
  letter_number: string;
  letter_date: string;
  legal_basis: string;
  duty: string;
  officer_sealed: Buffer;
  categories: DataCategory[];
  subjects: number;
  wished_days: number;
  wished_reads: number;
  state: RecordedRequestState;
  version: number;
  filed_at: Date;
  p_id: string | null;
  p_prepared_by: string;
  p_categories: DataCategory[];
  p_reason_sealed: Buffer;
  p_term_days: number;
  p_reads_cap: number;
  p_prepared_at: Date;
  d_categories: DataCategory[] | null;
  d_reason_sealed: Buffer;
  d_decided_at: Date;
  g_id: string | null;
  g_categories: DataCategory[];
  g_valid_from: Date;
  g_valid_until: Date;
  g_reads_cap: number;
  g_reads_used: number;
  g_revoked_at: Date | null;
}

const whole = sql`
  SELECT r.id, r.letter_id, l.sha256 AS letter_sha256, l.wrapped_key, r.filer_kind, r.filed_by, r.agency_id, r.agency_name,
    r.letter_number, r.letter_date, r.legal_basis, r.duty, r.officer_sealed, r.categories, r.subjects, r.wished_days,
    r.wished_reads, r.state, r.version, r.filed_at,
    p.id AS p_id, p.prepared_by AS p_prepared_by, p.categories AS p_categories, p.reason_sealed AS p_reason_sealed,
    p.term_days AS p_term_days, p.reads_cap AS p_reads_cap, p.prepared_at AS p_prepared_at,
    d.categories AS d_categories, d.reason_sealed AS d_reason_sealed, d.decided_at AS d_decided_at,
    g.id AS g_id, g.categories AS g_categories, g.valid_from AS g_valid_from, g.valid_until AS g_valid_until,
    g.reads_cap AS g_reads_cap, g.reads_used AS g_reads_used, g.revoked_at AS g_revoked_at
  FROM disclosure_requests r
  JOIN letters l ON l.id = r.letter_id
  LEFT JOIN LATERAL (
    SELECT * FROM disclosure_proposals WHERE request_id = r.id ORDER BY id DESC LIMIT 1
  ) p ON true
  LEFT JOIN disclosure_decisions d ON d.request_id = r.id
  LEFT JOIN disclosure_grants g ON g.request_id = r.id`;

/** Locks the request first, then reads it whole: a join under the lock would pair it with rows of before the wait. */
export async function lockRequest(tx: Transaction, id: string): Promise<KeptRequest | undefined> {
  const locked = await tx.one(sql`/* disclosure-requests.lock */
    SELECT 1 AS one FROM disclosure_requests WHERE id = ${id} FOR UPDATE`);
  return locked && findRequest(tx, id);
}

export async function findRequest(db: Queryable, id: string): Promise<KeptRequest | undefined> {
  return (await findRequests(db, [id]))[0];
}

export async function findRequests(db: Queryable, ids: readonly string[]): Promise<KeptRequest[]> {
  const rows = await db.query<RequestRow>(sql`/* disclosure-requests.find */
    ${whole} WHERE r.id = ANY (${ids}::uuid[])`);
  return rows.map(toRequest);
}

/** Newest first. @param agencyId null: of all agencies */
export async function requestsBelow(
  db: Queryable,
  filter: { agencyId: string | null; state: RequestState | null; below: string | null; limit: number },
): Promise<KeptRequest[]> {
  const rows = await db.query<RequestRow>(sql`/* disclosure-requests.page */
    ${whole}
    WHERE (${filter.agencyId}::uuid IS NULL OR r.agency_id = ${filter.agencyId}::uuid)
      AND (${filter.below}::uuid IS NULL OR r.id < ${filter.below}::uuid) ${inState(filter.state)}
    ORDER BY r.id DESC LIMIT ${filter.limit}`);
  return rows.map(toRequest);
}

/** EXPIRED is what a granted request is once its term has passed. */
function inState(state: RequestState | null): Sql {
  const granted = sql`r.state IN ('GRANTED', 'NARROWED')`;
  if (state === null) return sql.empty;
  if (state === 'EXPIRED') return sql`AND ${granted} AND g.valid_until <= app_now()`;
  return sql`AND r.state = ${state} AND NOT (${granted} AND g.valid_until <= app_now())`;
}

function toRequest(row: RequestRow): KeptRequest {
  return {
    id: row.id,
    letterId: row.letter_id,
    letterSha256: row.letter_sha256,
    wrappedKey: row.wrapped_key,
    filerKind: row.filer_kind,
    filedBy: row.filed_by,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    letterNumber: row.letter_number,
    letterDate: row.letter_date,
    legalBasis: row.legal_basis,
    duty: row.duty,
    officerSealed: row.officer_sealed,
    categories: row.categories,
    subjects: row.subjects,
    wishedDays: row.wished_days,
    wishedReads: row.wished_reads,
    state: row.state,
    version: row.version,
    filedAt: row.filed_at,
    proposal: row.p_id === null ? null : toProposal(row, row.p_id),
    decision:
      row.d_categories === null
        ? null
        : { categories: row.d_categories, reasonSealed: row.d_reason_sealed, at: row.d_decided_at },
    grant: row.g_id === null ? null : toGrant(row, row.g_id),
  };
}

const toProposal = (row: RequestRow, id: string): KeptProposal => ({
  id,
  preparedBy: row.p_prepared_by,
  categories: row.p_categories,
  reasonSealed: row.p_reason_sealed,
  termDays: row.p_term_days,
  readsCap: row.p_reads_cap,
  at: row.p_prepared_at,
});

const toGrant = (row: RequestRow, id: string): KeptGrant => ({
  id,
  categories: row.g_categories,
  validFrom: row.g_valid_from,
  validUntil: row.g_valid_until,
  readsCap: row.g_reads_cap,
  readsUsed: row.g_reads_used,
  revokedAt: row.g_revoked_at,
});
