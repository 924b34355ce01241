import type { DataCategory } from '@belgi/contracts';
import { type Queryable, sql } from '@belgi/database';
import { type CitedArticle, citedArticle } from '../legal-acts/citation.store.js';
import { delayEnd } from '../notice-delays/notice-delays.store.js';
import type { Period } from './period.js';
import { grantPeriod } from './period.store.js';

/** A read as the person sees it. */
export interface VisibleDisclosure {
  readonly id: string;
  readonly at: Date;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly unit: string | null;
  readonly letterNumber: string;
  readonly legalBasis: string;
  /** Null: the request is of before the registry was cited. */
  readonly legalAct: CitedArticle | null;
  readonly duty: string;
  readonly categories: DataCategory[];
  /** The days whose data could be read. */
  readonly period: Period | null;
  /** Until when the person was not told; null: told in time. */
  readonly delayedUntil: Date | null;
  /** Of the ledger. */
  readonly entryId: string;
}

/**
 * What a person may see of disclosures, newest first: the one place that says so. Lists, exports, notices and the national
 * portal's view ask here. A read whose notice waits is not among them until its delay has ended, by the database's clock.
 * @param below id of the last one seen; null: from the newest
 */
export function visibleDisclosures(
  db: Queryable,
  citizenId: string,
  below: string | null,
  limit: number,
): Promise<VisibleDisclosure[]> {
  return db.query<VisibleDisclosure>(sql`/* disclosures.visible */
    SELECT a.id, a.at, a.agency_id AS "agencyId", r.agency_name AS "agencyName", r.unit, r.letter_number AS "letterNumber", r.legal_basis AS "legalBasis",
      c.cited AS "legalAct", r.duty, a.categories, a.entry_id AS "entryId",
      ${grantPeriod} AS period, CASE WHEN a.notice_delayed THEN ${delayEnd} END AS "delayedUntil"
    FROM disclosure_accesses a
    JOIN disclosure_grants g ON g.id = a.grant_id JOIN disclosure_requests r ON r.id = g.request_id
    ${citedArticle}
    WHERE a.citizen_id = ${citizenId} AND coalesce(${delayEnd} <= app_now(), true) AND (${below}::uuid IS NULL OR a.id < ${below}::uuid)
    ORDER BY a.id DESC LIMIT ${limit}`);
}
