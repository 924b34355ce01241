import { type Locale, newId } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { AnswerWay, Concern, IdentityCheck } from './inquiry.js';

export type InquiryKind = 'QUESTION' | 'PROPOSAL';

/** An inquiry as its row has it. */
export interface StoredInquiry {
  readonly id: string;
  readonly reference: string;
  readonly kind: InquiryKind;
  readonly channel: 'WEB' | 'PHONE';
  readonly locale: Locale;
  readonly wrappedKey: Buffer;
  readonly secretHash: Buffer | null;
  readonly answerBy: AnswerWay;
  readonly textSealed: Buffer;
  readonly contactSealed: Buffer | null;
  readonly citizenId: string | null;
  readonly takenBy: string | null;
  readonly identityCheck: IdentityCheck | null;
  readonly checkPassed: boolean | null;
  /** Of what is not a call: GENERAL. */
  readonly concerns: Concern;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly answerSealed: Buffer | null;
  readonly answeredAt: Date | null;
}

/** With what the clock and the history add. */
export interface KeptInquiry extends StoredInquiry {
  /** Unanswered after its deadline, by the database's clock. */
  readonly overdue: boolean;
  /** When somebody told the asker. */
  readonly toldAt: Date | null;
  /** When it left by e-mail or SMS. */
  readonly sentAt: Date | null;
  /** It could not be sent: somebody has to tell it. */
  readonly notSent: boolean;
}

const columns = sql`i.id, i.reference, i.kind, i.channel, i.locale, i.wrapped_key AS "wrappedKey",
  i.secret_hash AS "secretHash", i.answer_by AS "answerBy", i.text_sealed AS "textSealed",
  i.contact_sealed AS "contactSealed", i.citizen_id AS "citizenId", i.taken_by AS "takenBy",
  i.identity_check AS "identityCheck", i.check_passed AS "checkPassed", i.concerns, i.asked_at AS "askedAt", i.due_at AS "dueAt",
  i.answer_sealed AS "answerSealed", i.answered_at AS "answeredAt",
  i.answered_at IS NULL AND i.due_at <= app_now() AS overdue,
  (SELECT e.at FROM inquiry_events e WHERE e.inquiry_id = i.id AND e.event = 'TOLD') AS "toldAt",
  (SELECT e.at FROM inquiry_events e WHERE e.inquiry_id = i.id AND e.event = 'SENT') AS "sentAt",
  EXISTS (SELECT FROM inquiry_events e WHERE e.inquiry_id = i.id AND e.event = 'NOT_SENT') AS "notSent"`;

/**
 * Notes one inquiry and counts those of the last hour before it, from the same address and from all; older notes are
 * deleted. One after the other, so that a thousand at once are not each the first.
 */
export async function countLately(
  tx: Transaction,
  addressHash: Buffer,
  now: Date,
): Promise<{ lately: number; total: number }> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
  await tx.query(sql`/* inquiry-limits.lock */ SELECT pg_advisory_xact_lock(hashtext('inquiry-limits'))`);
  await tx.query(sql`/* inquiry-limits.prune */ DELETE FROM inquiry_limits WHERE asked_at < ${hourAgo}`);
  const row = await tx.one<{ lately: number; total: number }>(sql`/* inquiry-limits.count */
    SELECT count(*) FILTER (WHERE address_hash = ${addressHash})::int AS lately, count(*)::int AS total
    FROM inquiry_limits`);
  return row ?? { lately: 0, total: 0 };
}

/** Counts one that was taken: one that was refused makes nobody else's turn later. */
export async function noteInquiry(tx: Transaction, addressHash: Buffer, now: Date): Promise<void> {
  await tx.query(sql`/* inquiry-limits.insert */
    INSERT INTO inquiry_limits (address_hash, asked_at) VALUES (${addressHash}, ${now})`);
}

export async function insertInquiry(tx: Transaction, inquiry: StoredInquiry): Promise<void> {
  await tx.query(sql`/* inquiries.insert */
    INSERT INTO inquiries (id, reference, kind, channel, locale, wrapped_key, secret_hash, answer_by, text_sealed,
      contact_sealed, citizen_id, taken_by, identity_check, check_passed, concerns, asked_at, due_at)
    VALUES (${inquiry.id}, ${inquiry.reference}, ${inquiry.kind}, ${inquiry.channel}, ${inquiry.locale}, ${inquiry.wrappedKey},
      ${inquiry.secretHash}, ${inquiry.answerBy}, ${inquiry.textSealed}, ${inquiry.contactSealed}, ${inquiry.citizenId},
      ${inquiry.takenBy}, ${inquiry.identityCheck}, ${inquiry.checkPassed}, ${inquiry.concerns}, ${inquiry.askedAt}, ${inquiry.dueAt})`);
}

export function findById(db: Queryable, id: string): Promise<KeptInquiry | undefined> {
  return db.one<KeptInquiry>(sql`/* inquiries.findById */ SELECT ${columns} FROM inquiries i WHERE i.id = ${id}`);
}

export function findByReference(db: Queryable, reference: string): Promise<KeptInquiry | undefined> {
  return db.one<KeptInquiry>(sql`/* inquiries.findByReference */
    SELECT ${columns} FROM inquiries i WHERE i.reference = ${reference}`);
}

/**
 * Locks first and reads then: t0 two operators wait for the row, t1 one writes down that the asker was told, t2 the other
 * gets the lock; in one statement it would see the history as it was at t0, the row itself being the same.
 */
export async function lockByReference(tx: Transaction, reference: string): Promise<KeptInquiry | undefined> {
  await tx.query(sql`/* inquiries.lock */ SELECT id FROM inquiries WHERE reference = ${reference} FOR UPDATE`);
  return findByReference(tx, reference);
}

/** The unanswered first by deadline, for staff. */
export function openInquiries(
  db: Queryable,
  after: { dueAt: Date; id: string } | null,
  limit: number,
): Promise<KeptInquiry[]> {
  return db.query<KeptInquiry>(sql`/* inquiries.open */
    SELECT ${columns} FROM inquiries i
    WHERE i.answered_at IS NULL AND (${after?.id ?? null}::uuid IS NULL
      OR (i.due_at, i.id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY i.due_at, i.id LIMIT ${limit}`);
}

/** Answered, and the asker waits to be rung up: the longest answered first. */
export function inquiriesToTell(
  db: Queryable,
  after: { dueAt: Date; id: string } | null,
  limit: number,
): Promise<KeptInquiry[]> {
  return db.query<KeptInquiry>(sql`/* inquiries.toTell */
    SELECT ${columns} FROM inquiries i
    WHERE i.answered_at IS NOT NULL AND (i.answer_by IN ('PHONE', 'LETTER')
        OR EXISTS (SELECT 1 FROM inquiry_events e WHERE e.inquiry_id = i.id AND e.event = 'NOT_SENT'))
      AND NOT EXISTS (SELECT 1 FROM inquiry_events e WHERE e.inquiry_id = i.id AND e.event = 'TOLD')
      AND (${after?.id ?? null}::uuid IS NULL
        OR (i.due_at, i.id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY i.due_at, i.id LIMIT ${limit}`);
}

export async function setAnswer(
  tx: Transaction,
  answer: { id: string; sealed: Buffer; by: string; at: Date },
): Promise<void> {
  await tx.query(sql`/* inquiries.answer */
    UPDATE inquiries SET answer_sealed = ${answer.sealed}, answered_by = ${answer.by}, answered_at = ${answer.at}
    WHERE id = ${answer.id}`);
}

export interface InquiryEvent {
  readonly id: string;
  readonly inquiryId: string;
  readonly event: 'ASKED' | 'ANSWERED' | 'TOLD' | 'SENT' | 'NOT_SENT';
  /** The member of staff; null: whoever asked, or the machine. */
  readonly actor: string | null;
  readonly noteSealed: Buffer | null;
  readonly at: Date;
}

export async function insertEvent(tx: Transaction, event: InquiryEvent): Promise<void> {
  await tx.query(sql`/* inquiry-events.insert */
    INSERT INTO inquiry_events (id, inquiry_id, event, actor, note_sealed, at)
    VALUES (${event.id}, ${event.inquiryId}, ${event.event}, ${event.actor}, ${event.noteSealed}, ${event.at})`);
}

/** What became of an answer that notify was to send; of an inquiry that is still there, each once. */
export async function noteSending(tx: Transaction, inquiryId: string, event: 'SENT' | 'NOT_SENT'): Promise<void> {
  await tx.query(sql`/* inquiry-events.sending */
    INSERT INTO inquiry_events (id, inquiry_id, event, at)
    SELECT ${newId()}, i.id, ${event}, date_trunc('milliseconds', app_now()) FROM inquiries i WHERE i.id = ${inquiryId}
    ON CONFLICT DO NOTHING`);
}

/** Oldest first. */
export function eventsOf(db: Queryable, inquiryId: string): Promise<InquiryEvent[]> {
  return db.query<InquiryEvent>(sql`/* inquiry-events.of */
    SELECT id, inquiry_id AS "inquiryId", event, actor, note_sealed AS "noteSealed", at FROM inquiry_events
    WHERE inquiry_id = ${inquiryId} ORDER BY at, id`);
}
