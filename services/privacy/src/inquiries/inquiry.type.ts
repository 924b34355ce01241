import type { Locale } from '@belgi/contracts';
import { connectionOf, LocaleEnum, Personal, Refusal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { InquiryKind, KeptInquiry } from './inquiries.store.js';
import type { AnswerWay, Concern, IdentityCheck } from './inquiry.js';

export const InquiryKindEnum = { QUESTION: 'QUESTION', PROPOSAL: 'PROPOSAL' } as const;
registerEnumType(InquiryKindEnum, { name: 'InquiryKind' });

export const AnswerWayEnum = {
  PAGE: 'PAGE',
  PHONE: 'PHONE',
  LETTER: 'LETTER',
  EMAIL: 'EMAIL',
  SMS: 'SMS',
} as const satisfies Record<AnswerWay, AnswerWay>;
registerEnumType(AnswerWayEnum, {
  name: 'AnswerWay',
  description:
    'PAGE: with reference and secret. PHONE: an operator rings the contact. LETTER: by post. EMAIL and SMS: to the contact.',
});

export const IdentityCheckEnum = {
  NOT_NEEDED: 'NOT_NEEDED',
  ACCOUNT_DETAILS: 'ACCOUNT_DETAILS',
  CALL_BACK: 'CALL_BACK',
} as const satisfies Record<IdentityCheck, IdentityCheck>;
registerEnumType(IdentityCheckEnum, {
  name: 'IdentityCheck',
  description: 'How an operator made sure who calls. What the caller said is kept nowhere.',
});

export const ConcernEnum = { GENERAL: 'GENERAL', OWN_DATA: 'OWN_DATA' } as const satisfies Record<Concern, Concern>;
registerEnumType(ConcernEnum, {
  name: 'InquiryConcern',
  description:
    'GENERAL: the answer speaks of nobody’s data. OWN_DATA: of the caller’s, after a check that was passed and for that account.',
});

/** More than any inquiry may have; the register's own limit says so politely. */
const MAX_INPUT_CHARS = 50_000;
const personal = { category: 'CORRESPONDENCE', purposes: ['COMMUNICATION'] } as const;

@InputType({ description: 'Of a call to 119: for operators, who must say how they made sure who calls.' })
export class CallerInput {
  @Field(() => IdentityCheckEnum)
  check!: IdentityCheck;

  @Field(() => Boolean, { nullable: true, description: 'What came of the check; absent where none was needed.' })
  passed?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Whose inquiry it is; only after a check that was passed.' })
  citizenId?: string | null;

  @Field(() => ConcernEnum, {
    nullable: true,
    description: 'Without a check that was passed GENERAL must be said: the inquiry is then linked to nobody.',
  })
  concerns?: Concern | null;
}

@InputType({ description: 'A question or proposal about the policy (clause 6.1).' })
export class InquiryInput {
  @Field(() => InquiryKindEnum, { defaultValue: 'QUESTION' })
  kind!: InquiryKind;

  @Field(() => String)
  @MaxLength(MAX_INPUT_CHARS)
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where to answer, if you wish; reference and secret find the answer too.',
  })
  @MaxLength(MAX_INPUT_CHARS)
  contact?: string | null;

  @Field(() => AnswerWayEnum, { defaultValue: 'PAGE', description: 'All but PAGE need a contact.' })
  answerBy!: AnswerWay;

  @Field(() => LocaleEnum, { nullable: true, description: 'Language of the answer; absent: of the request.' })
  locale?: Locale | null;

  @Field(() => CallerInput, { nullable: true })
  caller?: CallerInput | null;
}

@ObjectType({ description: 'One step of an inquiry; rows that stay.' })
export class InquiryStep {
  @Field(() => String, { description: 'ASKED, ANSWERED, TOLD by a person, SENT or NOT_SENT by e-mail or SMS.' })
  @Personal(personal)
  event!: string;

  @Field(() => Date)
  @Personal(personal)
  at!: Date;

  @Field(() => String, { nullable: true, description: 'An operator’s words.' })
  @Personal(personal)
  note!: string | null;
}

@ObjectType({ description: 'Keep reference and secret: together they find the answer.' })
export class Inquiry {
  @Field(() => ID, { description: 'Twelve letters and digits to read out.' })
  @Personal(personal)
  reference!: string;

  @Field(() => String, { nullable: true, description: 'Told once, when it was asked; we keep a hash of it.' })
  @Personal(personal)
  secret!: string | null;

  @Field(() => InquiryKindEnum)
  @Personal(personal)
  kind!: InquiryKind;

  @Field(() => AnswerWayEnum)
  @Personal(personal)
  answerBy!: AnswerWay;

  @Field(() => Date)
  @Personal(personal)
  askedAt!: Date;

  @Field(() => Date, { description: 'The answer comes by then; counted in working days.' })
  @Personal(personal)
  dueAt!: Date;

  @Field(() => Boolean, { description: 'Not answered in time.' })
  @Personal(personal)
  overdue!: boolean;

  @Field(() => Date, { nullable: true })
  @Personal(personal)
  answeredAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the answer left by e-mail or SMS.' })
  @Personal(personal)
  sentAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When somebody told the asker.' })
  @Personal(personal)
  toldAt!: Date | null;

  /** Not in the graph: what the guarded fields open. */
  kept!: KeptInquiry;
}

export const InquiryConnection = connectionOf('Inquiry', () => Inquiry);

@ObjectType({ implements: Refusal })
export class InquiryRefused extends Refusal {}

const resultOf = (name: string) =>
  createUnionType({ name, types: () => [Inquiry, InquiryRefused] as const, resolveType: typename });

export const InquiryResult = resultOf('InquiryResult');
export const AnswerInquiryResult = resultOf('AnswerInquiryResult');
export const InquiryToldResult = resultOf('InquiryToldResult');
