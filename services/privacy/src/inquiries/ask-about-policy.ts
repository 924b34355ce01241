import { randomBytes } from 'node:crypto';
import type { Actor, Sealer } from '@belgi/access';
import { type Locale, newId } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import {
  countLately,
  type InquiryKind,
  insertInquiry,
  type KeptInquiry,
  lockByReference,
  setAnswer,
} from './inquiries.store.js';
import {
  dueAt,
  type InquiryRefusal,
  MAX_INQUIRY_CHARS,
  normalisedReference,
  referenceOf,
  refuseInquiry,
} from './inquiry.js';

export interface InquiryParts {
  readonly database: Database;
  readonly sealer: Sealer;
  /** The caller's address as a keyed hash: counted, never kept in the clear. */
  readonly hashAddress: (address: string) => Buffer;
}

export interface Inquiry {
  readonly kind: InquiryKind;
  readonly text: string;
  readonly contact: string | null;
  readonly locale: Locale;
}

const REFERENCE_BYTES = 12;

export const inquiryPlace = (column: 'text_sealed' | 'contact_sealed' | 'answer_sealed', id: string) => ({
  table: 'inquiries',
  column,
  row: id,
});

/** Takes an inquiry down (clause 6.1): from anybody, or by staff for somebody on the phone. */
export function askAboutPolicy(
  { database, sealer, hashAddress }: InquiryParts,
  from: { actor: Actor; address: string },
  inquiry: Inquiry,
): Promise<KeptInquiry | InquiryRefusal> {
  return database.transaction(async (tx) => {
    const now = await tx.now();
    const byStaff = from.actor.kind === 'staff';
    // The call centre enters many calls from one address; the limit is for strangers.
    const lately = byStaff ? 0 : await countLately(tx, hashAddress(from.address), now);
    const refusal = refuseInquiry(inquiry.text, inquiry.contact, lately);
    if (refusal !== undefined) return refusal;
    const id = newId();
    const { wrapped } = sealer.newDataKey();
    const contact = inquiry.contact?.trim() || null;
    const kept: KeptInquiry = {
      id,
      reference: referenceOf(randomBytes(REFERENCE_BYTES)),
      kind: inquiry.kind,
      channel: byStaff ? 'PHONE' : 'WEB',
      locale: inquiry.locale,
      wrappedKey: wrapped,
      textSealed: sealer.seal(wrapped, inquiry.text.trim(), inquiryPlace('text_sealed', id)),
      contactSealed: contact === null ? null : sealer.seal(wrapped, contact, inquiryPlace('contact_sealed', id)),
      citizenId: from.actor.kind === 'citizen' ? from.actor.id : null,
      takenBy: from.actor.kind === 'staff' ? from.actor.id : null,
      askedAt: now,
      dueAt: dueAt(now),
      answerSealed: null,
      answeredAt: null,
    };
    await insertInquiry(tx, kept);
    return kept;
  });
}

export type AnswerRefusal = 'INQUIRY_UNKNOWN' | 'INQUIRY_ANSWERED' | 'QUESTION_EMPTY' | 'QUESTION_TOO_LONG';

/** Staff answer; an answer given stays as it was given. */
export function answerInquiry(
  { database, sealer }: Pick<InquiryParts, 'database' | 'sealer'>,
  staffId: string,
  reference: string,
  text: string,
): Promise<KeptInquiry | AnswerRefusal> {
  return database.transaction(async (tx) => {
    const inquiry = await lockByReference(tx, normalisedReference(reference));
    if (inquiry === undefined) return 'INQUIRY_UNKNOWN';
    if (inquiry.answeredAt !== null) return 'INQUIRY_ANSWERED';
    if (text.trim() === '') return 'QUESTION_EMPTY';
    if (text.length > MAX_INQUIRY_CHARS) return 'QUESTION_TOO_LONG';
    const { id } = inquiry;
    const at = await tx.now();
    const sealed = sealer.seal(inquiry.wrappedKey, text.trim(), inquiryPlace('answer_sealed', id));
    await setAnswer(tx, { id, sealed, by: staffId, at });
    return { ...inquiry, answerSealed: sealed, answeredAt: at };
  });
}
