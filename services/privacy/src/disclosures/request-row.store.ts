import type { DataCategory } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { type CitedArticle, citedArticle } from '../legal-acts/citation.store.js';
import type { Channel, DisclosureRequest, RecordedRequestState, Urgency } from './disclosure.js';
import type { Period } from './period.js';
import { grantPeriod } from './period.store.js';

/** A request with what is known of it: proposal, decision, grant; free text and the officer still sealed. */
export interface KeptRequest extends DisclosureRequest {
  readonly letterId: string;
  readonly letterSha256: string;
  readonly wrappedKey: Buffer;
  readonly hashKeySealed: Buffer;
  readonly filerKind: 'AGENCY' | 'STAFF';
  readonly agencyName: string;
  readonly unit: string | null;
  readonly channel: Channel;
  readonly letterNumber: string;
  /** YYYY-MM-DD */
  readonly letterDate: string;
  readonly legalBasis: string;
  /** Null: filed before the registry was cited. */
  readonly cited: CitedArticle | null;
  readonly duty: string;
  readonly officerSealed: Buffer;
  readonly subjects: number;
  readonly urgency: Urgency;
  /** Until when it is to be answered. */
  readonly answerDueAt: Date | null;
  readonly version: number;
  readonly filedAt: Date;
  readonly proposal: KeptProposal | null;
  readonly decision: KeptDecision | null;
  readonly grant: KeptGrant | null;
}

export interface KeptProposal {
  readonly id: string;
  readonly preparedBy: string;
  readonly categories: DataCategory[];
  /** Persons that stay; null: all of the request. */
  readonly subjectKeys: readonly string[] | null;
  readonly period: Period | null;
  readonly reasonSealed: Buffer;
  /** Null: none had a reason of its own. */
  readonly removalsSealed: Buffer | null;
  /** Null: the person is told in time. */
  readonly delaySealed: Buffer | null;
  readonly termDays: number;
  readonly readsCap: number;
  readonly at: Date;
}

export interface KeptDecision {
  readonly categories: DataCategory[];
  readonly reasonSealed: Buffer;
  readonly removalsSealed: Buffer | null;
  readonly at: Date;
}

export interface KeptGrant {
  readonly id: string;
  readonly categories: DataCategory[];
  readonly subjectsCap: number;
  readonly period: Period | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly readsCap: number;
  readonly readsUsed: number;
  readonly revokedAt: Date | null;
  readonly revocationSealed: Buffer | null;
}

export interface RequestRow {
  id: string;
  letter_id: string;
  letter_sha256: string;
  wrapped_key: Buffer;
  hash_key_sealed: Buffer;
  filer_kind: 'AGENCY' | 'STAFF';
  filed_by: string;
  agency_id: string | null;
  agency_name: string;
  unit: string | null;
  channel: Channel;
  letter_number: string;
  letter_date: string;
  legal_basis: string;
  cited: CitedArticle | null;
  duty: string;
  officer_sealed: Buffer;
  categories: DataCategory[];
  subjects: number;
  subject_keys: string[];
  period: Period | null;
  urgency: Urgency;
  answer_due_at: Date | null;
  wished_days: number;
  wished_reads: number;
  state: RecordedRequestState;
  version: number;
  filed_at: Date;
  p_id: string | null;
  p_prepared_by: string;
  p_categories: DataCategory[];
  p_subject_keys: string[] | null;
  p_period: Period | null;
  p_reason_sealed: Buffer;
  p_removals_sealed: Buffer | null;
  p_delay_sealed: Buffer | null;
  p_term_days: number;
  p_reads_cap: number;
  p_prepared_at: Date;
  d_categories: DataCategory[] | null;
  d_reason_sealed: Buffer;
  d_removals_sealed: Buffer | null;
  d_decided_at: Date;
  g_id: string | null;
  g_categories: DataCategory[];
  g_subjects_cap: number | null;
  g_period: Period | null;
  g_valid_from: Date;
  g_valid_until: Date;
  g_reads_cap: number;
  g_reads_used: number;
  g_revoked_at: Date | null;
  g_revocation_sealed: Buffer | null;
}

/** Requests whole: the latest proposal, the decision and the grant beside each. */
export const wholeRequests = sql`
  SELECT r.id, r.letter_id, l.sha256 AS letter_sha256, l.wrapped_key, r.hash_key_sealed, r.filer_kind, r.filed_by, r.agency_id,
    r.agency_name, r.unit, coalesce(r.channel, CASE r.filer_kind WHEN 'STAFF' THEN 'PAPER' ELSE 'API' END) AS channel,
    r.letter_number, r.letter_date, r.legal_basis, c.cited, r.duty, r.officer_sealed, r.categories, r.subjects,
    ARRAY (SELECT encode(s.pin_hash, 'hex') FROM disclosure_subjects s WHERE s.request_id = r.id ORDER BY 1) AS subject_keys,
    CASE WHEN r.period_from IS NOT NULL THEN jsonb_build_object('from', r.period_from, 'until', r.period_until) END AS period,
    r.urgency, r.answer_due_at, r.wished_days, r.wished_reads, r.state, r.version, r.filed_at,
    p.id AS p_id, p.prepared_by AS p_prepared_by, p.categories AS p_categories, p.reason_sealed AS p_reason_sealed,
    ARRAY (SELECT encode(hash, 'hex') FROM unnest(p.subjects) AS s (hash)) AS p_subject_keys,
    CASE WHEN p.period_from IS NOT NULL THEN jsonb_build_object('from', p.period_from, 'until', p.period_until) END AS p_period,
    p.removals_sealed AS p_removals_sealed, p.delay_sealed AS p_delay_sealed, p.term_days AS p_term_days, p.reads_cap AS p_reads_cap, p.prepared_at AS p_prepared_at,
    d.categories AS d_categories, d.reason_sealed AS d_reason_sealed, d.removals_sealed AS d_removals_sealed,
    d.decided_at AS d_decided_at,
    g.id AS g_id, g.categories AS g_categories, g.subjects_cap AS g_subjects_cap,
    ${grantPeriod} AS g_period,
    g.valid_from AS g_valid_from, g.valid_until AS g_valid_until, g.reads_cap AS g_reads_cap, g.reads_used AS g_reads_used,
    g.revoked_at AS g_revoked_at, g.revocation_sealed AS g_revocation_sealed
  FROM disclosure_requests r
  JOIN letters l ON l.id = r.letter_id
  ${citedArticle}
  LEFT JOIN LATERAL (
    SELECT * FROM disclosure_proposals WHERE request_id = r.id ORDER BY id DESC LIMIT 1
  ) p ON true
  LEFT JOIN disclosure_decisions d ON d.request_id = r.id
  LEFT JOIN disclosure_grants g ON g.request_id = r.id`;

export function toRequest(row: RequestRow): KeptRequest {
  return {
    id: row.id,
    letterId: row.letter_id,
    letterSha256: row.letter_sha256,
    wrappedKey: row.wrapped_key,
    hashKeySealed: row.hash_key_sealed,
    filerKind: row.filer_kind,
    filedBy: row.filed_by,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    unit: row.unit,
    channel: row.channel,
    letterNumber: row.letter_number,
    letterDate: row.letter_date,
    legalBasis: row.legal_basis,
    cited: row.cited,
    duty: row.duty,
    officerSealed: row.officer_sealed,
    categories: row.categories,
    subjects: row.subjects,
    subjectKeys: row.subject_keys,
    period: row.period,
    urgency: row.urgency,
    answerDueAt: row.answer_due_at,
    wishedDays: row.wished_days,
    wishedReads: row.wished_reads,
    state: row.state,
    version: row.version,
    filedAt: row.filed_at,
    proposal: row.p_id === null ? null : toProposal(row, row.p_id),
    decision: row.d_categories === null ? null : toDecision(row, row.d_categories),
    grant: row.g_id === null ? null : toGrant(row, row.g_id),
  };
}

const toProposal = (row: RequestRow, id: string): KeptProposal => ({
  id,
  preparedBy: row.p_prepared_by,
  categories: row.p_categories,
  // An empty list is what SQL makes of none at all; nobody may be left out of everything.
  subjectKeys: row.p_subject_keys?.length ? row.p_subject_keys : null,
  period: row.p_period,
  reasonSealed: row.p_reason_sealed,
  removalsSealed: row.p_removals_sealed,
  delaySealed: row.p_delay_sealed,
  termDays: row.p_term_days,
  readsCap: row.p_reads_cap,
  at: row.p_prepared_at,
});

const toDecision = (row: RequestRow, categories: DataCategory[]): KeptDecision => ({
  categories,
  reasonSealed: row.d_reason_sealed,
  removalsSealed: row.d_removals_sealed,
  at: row.d_decided_at,
});

const toGrant = (row: RequestRow, id: string): KeptGrant => ({
  id,
  categories: row.g_categories,
  subjectsCap: row.g_subjects_cap ?? row.subjects,
  period: row.g_period,
  validFrom: row.g_valid_from,
  validUntil: row.g_valid_until,
  readsCap: row.g_reads_cap,
  readsUsed: row.g_reads_used,
  revokedAt: row.g_revoked_at,
  revocationSealed: row.g_revocation_sealed,
});
