import { z } from 'zod';
import { defineFact } from '../fact.js';
import { idSchema } from '../id.js';
import { instantSchema } from '../values.js';

/** An inquiry about the policy was answered. Where it goes and what it says is asked for at send time and never travels here. */
export const InquiryAnsweredV1 = defineFact({
  service: 'privacy',
  noun: 'inquiry',
  fact: 'answered',
  version: 1,
  schema: z.object({
    inquiryId: idSchema,
    /** The way that was chosen; PAGE, PHONE and LETTER are for people to see to. */
    answerBy: z.enum(['PAGE', 'PHONE', 'LETTER', 'EMAIL', 'SMS']),
    at: instantSchema,
  }),
});
