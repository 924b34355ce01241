import { NoticeDeliveredV1, NoticeFailedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { noteSending } from '../inquiries/inquiries.store.js';
import { insertNotice } from '../notice-delays/notices.store.js';

/**
 * When a person was told of a read: what lateness is measured by. And what became of an answer that was to be sent: where
 * it did not arrive, somebody must tell it.
 */
export const noticeHandlers: Handler[] = [
  on(NoticeDeliveredV1, async (tx, { data: { kind, subjectId, at } }) => {
    if (subjectId === null) return;
    if (kind === 'DISCLOSURE_READ') await insertNotice(tx, subjectId, new Date(at));
    if (kind === 'INQUIRY_ANSWERED') await noteSending(tx, subjectId, 'SENT');
  }),
  on(NoticeFailedV1, async (tx, { data: { kind, subjectId } }) => {
    if (kind === 'INQUIRY_ANSWERED' && subjectId !== null) await noteSending(tx, subjectId, 'NOT_SENT');
  }),
];
