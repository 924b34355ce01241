import type { Locale } from '@belgi/contracts';
import { connectionOf, LocaleEnum, Personal, Refusal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { InquiryKind, KeptInquiry } from './inquiries.store.js';

export const InquiryKindEnum = { QUESTION: 'QUESTION', PROPOSAL: 'PROPOSAL' } as const;
registerEnumType(InquiryKindEnum, { name: 'InquiryKind' });

/** More than any inquiry may have; the register's own limit says so politely. */
const MAX_INPUT_CHARS = 50_000;
const personal = { category: 'CORRESPONDENCE', purposes: ['COMMUNICATION'] } as const;

@InputType({ description: 'A question or proposal about the policy (clause 6.1).' })
export class InquiryInput {
  @Field(() => InquiryKindEnum, { defaultValue: 'QUESTION' })
  kind!: InquiryKind;

  @Field(() => String)
  @MaxLength(MAX_INPUT_CHARS)
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where to answer, if you wish; the reference finds the answer too.',
  })
  @MaxLength(MAX_INPUT_CHARS)
  contact?: string | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'Language of the answer; absent: of the request.' })
  locale?: Locale | null;
}

@ObjectType({ description: 'Keep the reference: it finds the answer.' })
export class Inquiry {
  @Field(() => ID, { description: 'Twelve letters and digits to read out.' })
  @Personal(personal)
  reference!: string;

  @Field(() => InquiryKindEnum)
  @Personal(personal)
  kind!: InquiryKind;

  @Field(() => Date)
  @Personal(personal)
  askedAt!: Date;

  @Field(() => Date, { description: 'The answer comes by then.' })
  @Personal(personal)
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  @Personal(personal)
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true })
  @Personal(personal)
  answer!: string | null;

  /** Not in the graph: what the guarded fields open. */
  kept!: KeptInquiry;
}

export const InquiryConnection = connectionOf('Inquiry', () => Inquiry);

@ObjectType({ implements: Refusal })
export class InquiryRefused extends Refusal {}

export const InquiryResult = createUnionType({
  name: 'InquiryResult',
  types: () => [Inquiry, InquiryRefused] as const,
  resolveType: typename,
});

export const AnswerInquiryResult = createUnionType({
  name: 'AnswerInquiryResult',
  types: () => [Inquiry, InquiryRefused] as const,
  resolveType: typename,
});
