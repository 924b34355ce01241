import { InquiryAnsweredV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planInquiryAnswer } from '../notices/plan-notice.js';

/** Answers that are to be sent; those on the page, by phone or by post are for people. */
export function inquiryHandlers(planner: Pick<Planner, 'poke'>): Handler[] {
  return [
    on(InquiryAnsweredV1, async (tx, { id, data }) => {
      const { inquiryId, answerBy } = data;
      if (answerBy !== 'EMAIL' && answerBy !== 'SMS') return;
      await planInquiryAnswer(planner, tx, { inquiryId, channel: answerBy, causeId: id });
    }),
  ];
}
