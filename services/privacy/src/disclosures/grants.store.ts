import type { DataCategory } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import { type CitedArticle, citedArticle } from '../legal-acts/citation.store.js';
import { delayEnd, longestEnd } from '../notice-delays/notice-delays.store.js';
import type { Grant } from './disclosure.js';
import type { Period } from './period.js';
import { grantPeriod } from './period.store.js';

/** A grant with what a read under it needs of its case. */
export interface CaseGrant extends Grant {
  readonly requestId: string;
  readonly letterId: string;
  readonly wrappedKey: Buffer;
  readonly hashKeySealed: Buffer;
  readonly agencyName: string;
  readonly letterNumber: string;
  readonly legalBasis: string;
  readonly cited: CitedArticle | null;
  readonly duty: string;
  /** Until when the person is not told; null: told in time. */
  readonly delayedUntil: Date | null;
  /** If the delay is carried on past its day of review. */
  readonly longestDelay: Date | null;
}

interface GrantRow {
  id: string;
  request_id: string;
  agency_id: string | null;
  categories: DataCategory[];
  period: Period | null;
  valid_from: Date;
  valid_until: Date;
  reads_cap: number;
  reads_used: number;
  revoked_at: Date | null;
  letter_id: string;
  wrapped_key: Buffer;
  hash_key_sealed: Buffer;
  agency_name: string;
  letter_number: string;
  legal_basis: string;
  cited: CitedArticle | null;
  duty: string;
  delayed_until: Date | null;
  longest_delay: Date | null;
}

export interface NewGrant {
  readonly id: string;
  readonly requestId: string;
  readonly agencyId: string | null;
  readonly categories: readonly DataCategory[];
  /** The persons it covers, as the case knows them. */
  readonly subjectKeys: readonly string[];
  readonly period: Period | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly readsCap: number;
}

export async function insertGrant(tx: Transaction, grant: NewGrant): Promise<void> {
  const { subjectKeys, period } = grant;
  await tx.query(sql`/* grants.insert */
    INSERT INTO disclosure_grants (id, request_id, agency_id, categories, subjects_cap, period_from, period_until, valid_from,
      valid_until, reads_cap)
    VALUES (${grant.id}, ${grant.requestId}, ${grant.agencyId}, ${grant.categories}, ${subjectKeys.length},
      ${period?.from ?? null}, ${period?.until ?? null}, ${grant.validFrom}, ${grant.validUntil}, ${grant.readsCap})`);
  await tx.query(sql`/* grants.insertSubjects */
    INSERT INTO disclosure_grant_subjects (grant_id, request_id, pin_hash)
    SELECT ${grant.id}, ${grant.requestId}, hash FROM unnest(${subjectKeys.map((key) => Buffer.from(key, 'hex'))}::bytea[]) AS s (hash)`);
}

export async function findGrant(db: Queryable, id: string): Promise<CaseGrant | undefined> {
  const row = await db.one<GrantRow>(sql`/* grants.find */
    SELECT g.id, g.request_id, g.agency_id, g.categories, g.valid_from, g.valid_until, g.reads_cap, g.reads_used, g.revoked_at,
      ${grantPeriod} AS period,
      r.letter_id, l.wrapped_key, r.hash_key_sealed, r.agency_name, r.letter_number, r.legal_basis, c.cited, r.duty,
      ${delayEnd} AS delayed_until, ${longestEnd} AS longest_delay
    FROM disclosure_grants g JOIN disclosure_requests r ON r.id = g.request_id JOIN letters l ON l.id = r.letter_id
    ${citedArticle}
    WHERE g.id = ${id}`);
  return row && toGrant(row);
}

/** The referee of reads: whoever holds this row counts. The case's other rows never change, so they are joined after. */
export async function lockGrant(tx: Transaction, id: string): Promise<CaseGrant | undefined> {
  const locked = await tx.one(sql`/* grants.lock */
    SELECT 1 AS one FROM disclosure_grants WHERE id = ${id} FOR UPDATE`);
  return locked && findGrant(tx, id);
}

export async function countRead(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* grants.countRead */
    UPDATE disclosure_grants SET reads_used = reads_used + 1 WHERE id = ${id}`);
}

export async function markRevoked(
  tx: Transaction,
  grant: { id: string; by: string; reasonSealed: Buffer; at: Date },
): Promise<void> {
  await tx.query(sql`/* grants.revoke */
    UPDATE disclosure_grants SET revoked_at = ${grant.at}, revoked_by = ${grant.by}, revocation_sealed = ${grant.reasonSealed}
    WHERE id = ${grant.id}`);
}

/** A grant of before the persons of each were named covers all of its request. */
export async function isCovered(db: Queryable, grantId: string, pinHash: Buffer): Promise<boolean> {
  const row = await db.one(sql`/* grants.covers */
    SELECT 1 AS one FROM disclosure_grants g JOIN disclosure_subjects s ON s.request_id = g.request_id
    WHERE g.id = ${grantId} AND s.pin_hash = ${pinHash} AND (g.subjects_cap IS NULL OR EXISTS (
      SELECT 1 FROM disclosure_grant_subjects c WHERE c.grant_id = g.id AND c.pin_hash = s.pin_hash))`);
  return row !== undefined;
}

function toGrant(row: GrantRow): CaseGrant {
  return {
    id: row.id,
    requestId: row.request_id,
    agencyId: row.agency_id,
    categories: row.categories,
    period: row.period,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    readsCap: row.reads_cap,
    readsUsed: row.reads_used,
    revokedAt: row.revoked_at,
    letterId: row.letter_id,
    wrappedKey: row.wrapped_key,
    hashKeySealed: row.hash_key_sealed,
    agencyName: row.agency_name,
    letterNumber: row.letter_number,
    legalBasis: row.legal_basis,
    cited: row.cited,
    duty: row.duty,
    delayedUntil: row.delayed_until,
    longestDelay: row.longest_delay,
  };
}
