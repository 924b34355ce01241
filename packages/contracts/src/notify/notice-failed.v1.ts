import { z } from 'zod';
import { defineFact } from '../fact.js';
import { noticeState } from './notice-state.js';

/** A notice could not be delivered on a channel. */
export const NoticeFailedV1 = defineFact({
  service: 'notify',
  noun: 'notice',
  fact: 'failed',
  version: 1,
  schema: z.object({ ...noticeState, reason: z.string().max(64) }),
});
