import { z } from 'zod';
import { defineFact } from '../fact.js';
import { noticeState } from './notice-state.js';

/** A notice reached a channel. */
export const NoticeDeliveredV1 = defineFact({
  service: 'notify',
  noun: 'notice',
  fact: 'delivered',
  version: 1,
  schema: z.object({ ...noticeState }),
});
