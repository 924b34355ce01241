import { NoticeDeliveredV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { insertNotice } from '../notice-delays/notices.store.js';

/** When a person was told of a read: what lateness is measured by. */
export const noticeHandlers: Handler[] = [
  on(NoticeDeliveredV1, async (tx, { data }) => {
    if (data.kind === 'DISCLOSURE_READ' && data.subjectId !== null)
      await insertNotice(tx, data.subjectId, new Date(data.at));
  }),
];
