import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { CitedArticle } from '../legal-acts/citation.store.js';
import type { Citation } from '../legal-acts/legal-act.js';
import type { RunningDelay } from './notice-delay.js';

/**
 * When the delay of a request `r` ends: the earliest end that was ever said, and its day of review unless somebody carried it
 * on; null where nothing waits. Whatever is shown to the person is decided by this and the database's clock, so that no job
 * has to run for it to appear.
 */
export const delayEnd = sql`(SELECT LEAST(d.ends_at, min(v.ends_at), CASE WHEN coalesce(bool_or(v.ends_at > d.review_at), false) THEN NULL ELSE d.review_at END)
  FROM notice_delays d LEFT JOIN notice_delay_reviews v ON v.request_id = d.request_id
  WHERE d.request_id = r.id GROUP BY d.request_id)`;

/** How long the notice of a request `r` can wait at the longest, if it is carried on. */
export const longestEnd = sql`(SELECT LEAST(d.ends_at, min(v.ends_at)) FROM notice_delays d LEFT JOIN notice_delay_reviews v ON v.request_id = d.request_id
  WHERE d.request_id = r.id GROUP BY d.request_id)`;

export interface NewDelay {
  readonly requestId: string;
  readonly legalAct: Citation;
  readonly reasonSealed: Buffer;
  readonly decidedAt: Date;
  readonly reviewAt: Date;
  readonly endsAt: Date;
}

export async function insertDelay(tx: Transaction, delay: NewDelay): Promise<void> {
  const { code, revision, article } = delay.legalAct;
  await tx.query(sql`/* notice-delays.insert */
    INSERT INTO notice_delays (request_id, act_code, act_revision, act_article, reason_sealed, decided_at, review_at, ends_at)
    VALUES (${delay.requestId}, ${code}, ${revision}, ${article}, ${delay.reasonSealed}, ${delay.decidedAt}, ${delay.reviewAt},
      ${delay.endsAt})`);
}

/** A delay as it stands, with its last review. */
export interface KeptDelay {
  readonly requestId: string;
  readonly cited: CitedArticle;
  readonly reasonSealed: Buffer;
  readonly decidedAt: Date;
  readonly reviewAt: Date;
  /** As it stands now: the day of review, until somebody carries it on. */
  readonly endsAt: Date;
  /** If it is carried on. */
  readonly longestUntil: Date;
  readonly reviewedAt: Date | null;
}

export async function findDelays(db: Queryable, requestIds: readonly string[]): Promise<KeptDelay[]> {
  return db.query<KeptDelay>(sql`/* notice-delays.find */
    SELECT n.request_id AS "requestId", n.reason_sealed AS "reasonSealed", n.decided_at AS "decidedAt", n.review_at AS "reviewAt",
      ${delayEnd} AS "endsAt", ${longestEnd} AS "longestUntil", (SELECT max(v.at) FROM notice_delay_reviews v WHERE v.request_id = r.id) AS "reviewedAt",
      jsonb_build_object('code', a.code, 'revision', a.revision, 'article', p.article,
        'act', jsonb_build_object('KY', a.title_ky, 'RU', a.title_ru, 'EN', a.title_en),
        'about', jsonb_build_object('KY', p.title_ky, 'RU', p.title_ru, 'EN', p.title_en)) AS cited
    FROM notice_delays n JOIN disclosure_requests r ON r.id = n.request_id
    JOIN legal_act_articles p ON p.code = n.act_code AND p.revision = n.act_revision AND p.article = n.act_article
    JOIN legal_acts a ON a.code = p.code AND a.revision = p.revision
    WHERE n.request_id = ANY (${requestIds}::uuid[])`);
}

/** A request's delay, held: of two reviews, the second sees what the first has said. */
export async function lockDelay(tx: Transaction, requestId: string): Promise<RunningDelay | undefined> {
  const locked = await tx.one(sql`/* notice-delays.lock */
    SELECT 1 AS one FROM notice_delays WHERE request_id = ${requestId} FOR UPDATE`);
  if (locked === undefined) return undefined;
  return tx.one<RunningDelay>(sql`/* notice-delays.running */
    SELECT ${delayEnd} AS "endsAt", ${longestEnd} AS "longestUntil", n.review_at AS "reviewAt", d.decided_by AS "decidedBy"
    FROM disclosure_requests r JOIN notice_delays n ON n.request_id = r.id JOIN disclosure_decisions d ON d.request_id = r.id
    WHERE r.id = ${requestId}`);
}

export async function insertReview(
  tx: Transaction,
  review: { id: string; requestId: string; endsAt: Date; reviewedBy: string; reasonSealed: Buffer; at: Date },
): Promise<void> {
  await tx.query(sql`/* notice-delays.insertReview */
    INSERT INTO notice_delay_reviews (id, request_id, ends_at, reviewed_by, reason_sealed, at)
    VALUES (${review.id}, ${review.requestId}, ${review.endsAt}, ${review.reviewedBy}, ${review.reasonSealed}, ${review.at})`);
}

export interface DelayedNotices {
  /** Whose delay runs now. */
  readonly requests: number;
  /** Read under them so far, hidden from the person. */
  readonly reads: number;
  /** Ever delayed. */
  readonly requestsEver: number;
}

/** Counted from the first day, for everybody. */
export async function countDelayed(db: Queryable): Promise<DelayedNotices> {
  const row = await db.one<DelayedNotices>(sql`/* notice-delays.count */
    SELECT count(*)::int AS "requestsEver", count(*) FILTER (WHERE ends > app_now())::int AS requests,
      coalesce(sum(reads) FILTER (WHERE ends > app_now()), 0)::int AS reads
    FROM (SELECT ${delayEnd} AS ends, (SELECT count(*) FROM disclosure_accesses a JOIN disclosure_grants g ON g.id = a.grant_id
        WHERE g.request_id = r.id AND a.notice_delayed) AS reads
      FROM disclosure_requests r JOIN notice_delays n ON n.request_id = r.id) AS delayed`);
  if (row === undefined) throw new Error('a count has one row');
  return row;
}
