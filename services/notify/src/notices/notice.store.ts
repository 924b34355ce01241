import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { NoticeKind } from './notice-kind.js';

export interface NoticeRecord {
  readonly id: string;
  readonly citizenId: string | null;
  readonly registrationId: string | null;
  /** An answer to an inquiry, for whoever asked. */
  readonly inquiryId: string | null;
  readonly kind: NoticeKind;
  readonly causeId: string;
  readonly subjectId: string | null;
  readonly sealed: Buffer | null;
  readonly wrappedKey: Buffer | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly readAt: Date | null;
}

export type NewNotice = Omit<NoticeRecord, 'wrappedKey' | 'readAt'>;

/** @returns false when this person was already told of this fact. */
export async function insertNotice(tx: Transaction, notice: NewNotice): Promise<boolean> {
  const row = await tx.one(sql`/* notices.insert */
    INSERT INTO notices (id, citizen_id, registration_id, inquiry_id, kind, cause_id, subject_id, sealed, created_at, expires_at)
    VALUES (${notice.id}, ${notice.citizenId}, ${notice.registrationId}, ${notice.inquiryId}, ${notice.kind}, ${notice.causeId},
            ${notice.subjectId}, ${notice.sealed}, ${notice.createdAt}, ${notice.expiresAt})
    ON CONFLICT DO NOTHING RETURNING id`);
  return row !== undefined;
}

/** Raises and returns the aggregate's version; the row stays locked, so facts about one notice leave in order. */
export async function nextVersion(tx: Transaction, noticeId: string): Promise<number | undefined> {
  const row = await tx.one<{ version: bigint }>(sql`/* notices.nextVersion */
    UPDATE notices SET version = version + 1 WHERE id = ${noticeId} RETURNING version`);
  return row && Number(row.version);
}

const columns = sql`n.id, n.citizen_id AS "citizenId", n.registration_id AS "registrationId", n.inquiry_id AS "inquiryId", n.kind,
  n.cause_id AS "causeId", n.subject_id AS "subjectId", n.sealed, r.wrapped_key AS "wrappedKey",
  n.created_at AS "createdAt", n.expires_at AS "expiresAt", n.read_at AS "readAt"`;

export async function findNotice(db: Queryable, id: string): Promise<NoticeRecord | undefined> {
  return db.one<NoticeRecord>(sql`/* notices.find */
    SELECT ${columns} FROM notices n LEFT JOIN recipients r USING (citizen_id) WHERE n.id = ${id}`);
}

export interface InboxQuestion {
  readonly citizenId: string;
  readonly kinds: readonly NoticeKind[];
  readonly unreadOnly: boolean;
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first. */
export async function inboxOf(db: Queryable, question: InboxQuestion): Promise<NoticeRecord[]> {
  const unread = question.unreadOnly ? sql`AND n.read_at IS NULL` : sql.empty;
  const after = question.after
    ? sql`AND (n.created_at, n.id) < (${question.after.at}, ${question.after.id})`
    : sql.empty;
  return db.query<NoticeRecord>(sql`/* notices.inbox */
    SELECT ${columns} FROM notices n JOIN recipients r USING (citizen_id)
    WHERE n.citizen_id = ${question.citizenId} AND n.kind = ANY(${question.kinds}) ${unread} ${after}
    ORDER BY n.created_at DESC, n.id DESC LIMIT ${question.limit}`);
}

export async function unreadOf(db: Queryable, citizenId: string, kinds: readonly NoticeKind[]): Promise<number> {
  const row = await db.one<{ count: number }>(sql`/* notices.unread */
    SELECT count(*)::int AS count FROM notices
    WHERE citizen_id = ${citizenId} AND read_at IS NULL AND kind = ANY(${kinds})`);
  return row?.count ?? 0;
}

/** This citizen's notices among these ids: somebody else's are as unknown as ids that never were. */
export async function ownNotices(
  db: Queryable,
  citizenId: string,
  ids: readonly string[],
  kinds: readonly NoticeKind[],
): Promise<NoticeRecord[]> {
  return db.query<NoticeRecord>(sql`/* notices.own */
    SELECT ${columns} FROM notices n JOIN recipients r USING (citizen_id)
    WHERE n.citizen_id = ${citizenId} AND n.id = ANY(${ids}::uuid[]) AND n.kind = ANY(${kinds})`);
}

/** Which of these kinds this person has had, as far as their inbox is kept. */
export async function kindsHad(db: Queryable, citizenId: string, kinds: readonly NoticeKind[]): Promise<NoticeKind[]> {
  const rows = await db.query<{ kind: NoticeKind }>(sql`/* notices.had */
    SELECT DISTINCT kind FROM notices WHERE citizen_id = ${citizenId} AND kind = ANY (${[...kinds]}::text[])`);
  return rows.map(({ kind }) => kind);
}

/** @returns how many of the ids are this citizen's; those read before keep their time. */
export async function markRead(
  tx: Transaction,
  citizenId: string,
  ids: readonly string[],
  kinds: readonly NoticeKind[],
): Promise<number> {
  const rows = await tx.query(sql`/* notices.markRead */
    UPDATE notices SET read_at = coalesce(read_at, date_trunc('milliseconds', app_now()))
    WHERE citizen_id = ${citizenId} AND id = ANY(${ids}::uuid[]) AND kind = ANY(${kinds}) RETURNING id`);
  return rows.length;
}
