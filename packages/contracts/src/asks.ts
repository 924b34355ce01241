import { z } from 'zod';
import type { ServiceName } from './fact.js';
import { idSchema } from './id.js';
import { dutySchema, localeSchema, purposeSchema } from './values.js';

/** A narrow question over NATS request and reply (ARCHITECTURE, rule 1). Outside every stream's subjects. */
export interface AskType<Request, Answer> {
  readonly subject: string;
  readonly answeredBy: ServiceName;
  readonly askedBy: readonly ServiceName[];
  readonly request: z.ZodType<Request>;
  readonly answer: z.ZodType<Answer>;
}

function defineAsk<Request, Answer>(ask: AskType<Request, Answer>): AskType<Request, Answer> {
  return ask;
}

const basis = z.union([z.object({ purpose: purposeSchema }).strict(), z.object({ duty: dutySchema }).strict()]);

/**
 * Contact of a citizen, or of a registration that waits for its code; notify asks at send time.
 * `case` is the notice's id: identity keeps a trace of each question.
 */
export const ContactOfCitizen = defineAsk({
  subject: 'ask.identity.contact',
  answeredBy: 'identity',
  askedBy: ['notify'],
  request: z
    .object({
      about: z.union([z.object({ citizenId: idSchema }).strict(), z.object({ registrationId: idSchema }).strict()]),
      basis,
      case: z.string().max(64),
    })
    .strict(),
  answer: z.discriminatedUnion('found', [
    z.object({ found: z.literal(false) }),
    z.object({
      found: z.literal(true),
      locale: localeSchema,
      /** E.164 */
      phone: z.string().nullable(),
      email: z.string().nullable(),
      /** The registration's code; null for a citizen. */
      code: z.string().nullable(),
    }),
  ]),
});

/** The verified account of a PIN, for an official request; `case` is the grant's id. */
export const CitizenOfPin = defineAsk({
  subject: 'ask.identity.citizen-of-pin',
  answeredBy: 'identity',
  askedBy: ['privacy'],
  request: z
    .object({ pin: z.string().regex(/^\d{14}$/), duty: z.literal('OFFICIAL_REQUEST'), case: z.string().max(64) })
    .strict(),
  answer: z.object({ citizenId: idSchema.nullable() }),
});

const answerOfInquiryReply = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({
    found: z.literal(true),
    locale: localeSchema,
    reference: z.string(),
    answer: z.string(),
    channel: z.enum(['EMAIL', 'SMS']),
    /** E-mail address, or E.164. */
    to: z.string(),
  }),
]);
export type AnswerOfInquiryReply = z.infer<typeof answerOfInquiryReply>;

/** Where the answer to an inquiry goes and what it says; notify asks at send time. `case` is the notice's id. */
export const AnswerOfInquiry = defineAsk({
  subject: 'ask.privacy.inquiry-answer',
  answeredBy: 'privacy',
  askedBy: ['notify'],
  request: z.object({ inquiryId: idSchema, case: z.string().max(64) }).strict(),
  answer: answerOfInquiryReply,
});

/**
 * The latest edition of the user agreement that a citizen accepted; null: none. Auction asks when it has not heard of the one that
 * is needed: the fact may be on its way while the person enters.
 */
export const AcceptedAgreement = defineAsk({
  subject: 'ask.privacy.accepted-agreement',
  answeredBy: 'privacy',
  askedBy: ['auction'],
  request: z.object({ citizenId: idSchema }).strict(),
  answer: z.object({ edition: z.int().positive().nullable() }),
});

export const asks = [ContactOfCitizen, CitizenOfPin, AnswerOfInquiry, AcceptedAgreement] as const;
