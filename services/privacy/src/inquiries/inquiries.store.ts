import type { Locale } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';

export type InquiryKind = 'QUESTION' | 'PROPOSAL';

export interface KeptInquiry {
  readonly id: string;
  readonly reference: string;
  readonly kind: InquiryKind;
  readonly channel: 'WEB' | 'PHONE';
  readonly locale: Locale;
  readonly wrappedKey: Buffer;
  readonly textSealed: Buffer;
  readonly contactSealed: Buffer | null;
  readonly citizenId: string | null;
  readonly takenBy: string | null;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly answerSealed: Buffer | null;
  readonly answeredAt: Date | null;
}

interface InquiryRow {
  id: string;
  reference: string;
  kind: InquiryKind;
  channel: 'WEB' | 'PHONE';
  locale: Locale;
  wrapped_key: Buffer;
  text_sealed: Buffer;
  contact_sealed: Buffer | null;
  citizen_id: string | null;
  taken_by: string | null;
  asked_at: Date;
  due_at: Date;
  answer_sealed: Buffer | null;
  answered_at: Date | null;
}

const columns = sql`id, reference, kind, channel, locale, wrapped_key, text_sealed, contact_sealed, citizen_id, taken_by, asked_at, due_at, answer_sealed, answered_at`;

/** Notes one inquiry of an address and counts those of the last hour before it; older notes are deleted. */
export async function countLately(tx: Transaction, addressHash: Buffer, now: Date): Promise<number> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
  await tx.query(sql`/* inquiry-limits.prune */ DELETE FROM inquiry_limits WHERE asked_at < ${hourAgo}`);
  const row = await tx.one<{ lately: bigint }>(sql`/* inquiry-limits.count */
    SELECT count(*) AS lately FROM inquiry_limits WHERE address_hash = ${addressHash}`);
  await tx.query(sql`/* inquiry-limits.insert */
    INSERT INTO inquiry_limits (address_hash, asked_at) VALUES (${addressHash}, ${now})`);
  return Number(row?.lately ?? 0);
}

export async function insertInquiry(tx: Transaction, inquiry: KeptInquiry): Promise<void> {
  await tx.query(sql`/* inquiries.insert */
    INSERT INTO inquiries (id, reference, kind, channel, locale, wrapped_key, text_sealed, contact_sealed, citizen_id, taken_by, asked_at, due_at)
    VALUES (${inquiry.id}, ${inquiry.reference}, ${inquiry.kind}, ${inquiry.channel}, ${inquiry.locale}, ${inquiry.wrappedKey},
      ${inquiry.textSealed}, ${inquiry.contactSealed}, ${inquiry.citizenId}, ${inquiry.takenBy}, ${inquiry.askedAt}, ${inquiry.dueAt})`);
}

export async function findByReference(db: Queryable, reference: string): Promise<KeptInquiry | undefined> {
  const row = await db.one<InquiryRow>(sql`/* inquiries.findByReference */
    SELECT ${columns} FROM inquiries WHERE reference = ${reference}`);
  return row && toInquiry(row);
}

export async function lockByReference(tx: Transaction, reference: string): Promise<KeptInquiry | undefined> {
  const row = await tx.one<InquiryRow>(sql`/* inquiries.lock */
    SELECT ${columns} FROM inquiries WHERE reference = ${reference} FOR UPDATE`);
  return row && toInquiry(row);
}

/** The unanswered first by deadline, for staff. */
export async function openInquiries(
  db: Queryable,
  after: { dueAt: Date; id: string } | null,
  limit: number,
): Promise<KeptInquiry[]> {
  const rows = await db.query<InquiryRow>(sql`/* inquiries.open */
    SELECT ${columns} FROM inquiries
    WHERE answered_at IS NULL AND (${after?.id ?? null}::uuid IS NULL OR (due_at, id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY due_at, id LIMIT ${limit}`);
  return rows.map(toInquiry);
}

export async function setAnswer(
  tx: Transaction,
  answer: { id: string; sealed: Buffer; by: string; at: Date },
): Promise<void> {
  await tx.query(sql`/* inquiries.answer */
    UPDATE inquiries SET answer_sealed = ${answer.sealed}, answered_by = ${answer.by}, answered_at = ${answer.at}
    WHERE id = ${answer.id}`);
}

function toInquiry(row: InquiryRow): KeptInquiry {
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    channel: row.channel,
    locale: row.locale,
    wrappedKey: row.wrapped_key,
    textSealed: row.text_sealed,
    contactSealed: row.contact_sealed,
    citizenId: row.citizen_id,
    takenBy: row.taken_by,
    askedAt: row.asked_at,
    dueAt: row.due_at,
    answerSealed: row.answer_sealed,
    answeredAt: row.answered_at,
  };
}
