import { InquiryAnsweredV1, newId, outgoing } from '@belgi/contracts';
import { type InquiryParts, inquiryPlace } from './ask-about-policy.js';
import { insertEvent, type KeptInquiry, lockByReference, setAnswer } from './inquiries.store.js';
import {
  MAX_INQUIRY_CHARS,
  MAX_NOTE_CHARS,
  MAX_SMS_ANSWER_CHARS,
  normalisedReference,
  refuseTold,
  type ToldRefusal,
} from './inquiry.js';

export type AnswerRefusal =
  | 'INQUIRY_UNKNOWN'
  | 'INQUIRY_ANSWERED'
  | 'QUESTION_EMPTY'
  | 'QUESTION_TOO_LONG'
  | 'ANSWER_TOO_LONG_FOR_SMS';

type Parts = Pick<InquiryParts, 'database' | 'sealer'>;

/** Staff answer; an answer given stays as it was given. */
export function answerInquiry(
  { database, sealer }: Parts,
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
    const { id, wrappedKey, answerBy } = inquiry;
    if (answerBy === 'SMS' && text.trim().length > MAX_SMS_ANSWER_CHARS) return 'ANSWER_TOO_LONG_FOR_SMS';
    const at = await tx.now();
    const sealed = sealer.seal(wrappedKey, text.trim(), inquiryPlace('answer_sealed', id));
    await setAnswer(tx, { id, sealed, by: staffId, at });
    await insertEvent(tx, { id: newId(), inquiryId: id, event: 'ANSWERED', actor: staffId, noteSealed: null, at });
    // One fact, for good: an answer is given once.
    await tx.publish(outgoing(InquiryAnsweredV1, id, 1, { inquiryId: id, answerBy, at: at.toISOString() }));
    return { ...inquiry, answerSealed: sealed, answeredAt: at, overdue: false };
  });
}

/** Where an operator's words about a step live. */
export const notePlace = (id: string) => ({ table: 'inquiry_events', column: 'note_sealed', row: id });

/** An operator rang and told the asker what the answer is; once. */
export function recordTold(
  { database, sealer }: Parts,
  staffId: string,
  reference: string,
  note: string,
): Promise<KeptInquiry | ToldRefusal | 'QUESTION_TOO_LONG'> {
  return database.transaction(async (tx) => {
    const inquiry = await lockByReference(tx, normalisedReference(reference));
    const refusal = refuseTold(inquiry);
    if (refusal !== undefined || inquiry === undefined) return refusal ?? 'INQUIRY_UNKNOWN';
    if (note.length > MAX_NOTE_CHARS) return 'QUESTION_TOO_LONG';
    const id = newId();
    const at = await tx.now();
    const words = note.trim();
    const noteSealed = words === '' ? null : sealer.seal(inquiry.wrappedKey, words, notePlace(id));
    await insertEvent(tx, { id, inquiryId: inquiry.id, event: 'TOLD', actor: staffId, noteSealed, at });
    return { ...inquiry, toldAt: at };
  });
}
