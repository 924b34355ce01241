import type { DataCategory } from '@belgi/contracts';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import { LegalCitationInput } from '../legal-acts/citation-input.type.js';
import { NoticeDelayInput } from '../notice-delays/notice-delay.type.js';
import type { Channel, Urgency } from './disclosure.js';
import {
  DataCategoryEnum,
  DisclosureChannelEnum,
  DisclosureUrgencyEnum,
  PARTNER,
  RemovalKindEnum,
} from './disclosure-decision.type.js';
import type { Removed } from './scope.js';

/** Wishes that go unsaid: as long as a grant may be, and reads enough to look twice at a few persons. */
const DEFAULT_DAYS = 30;
const DEFAULT_READS = 10;
/** Longest text that is worth a database's while; the register's own limits are shorter. */
const MAX_TEXT_CHARS = 4_000;
/** Above every real list, so that a flood stops before it is looked at. */
const MAX_ITEMS = 1_000;

@Directive(PARTNER)
@InputType({ description: 'Days of Bishkek, both included; at most five years, and none that is still to come.' })
export class DisclosurePeriodInput {
  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @MaxLength(MAX_TEXT_CHARS)
  from!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @MaxLength(MAX_TEXT_CHARS)
  until!: string;
}

@Directive(PARTNER)
@InputType({ description: 'A request on the strength of a letter sent to POST /letters before.' })
export class DisclosureRequestInput {
  @Field(() => ID, { description: 'From POST /letters, by the same caller.' })
  letterFileId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'For an officer who files a paper letter: the agency that may read. An agency files for itself.',
  })
  agencyId?: string | null;

  @Field(() => String, {
    description:
      'The body’s name as its letter has it, for an officer who files on paper. An agency’s own registered name is used.',
  })
  @MaxLength(MAX_TEXT_CHARS)
  agencyName!: string;

  @Field(() => String, { nullable: true, description: 'The part of the body that needs the data.' })
  @MaxLength(MAX_TEXT_CHARS)
  unit?: string | null;

  @Field(() => DisclosureChannelEnum, {
    nullable: true,
    description: 'Absent: API for an agency. An officer’s letters are PAPER, an agency’s never are.',
  })
  channel?: Channel | null;

  @Field(() => String, { description: 'Who signed the letter.' })
  @MaxLength(MAX_TEXT_CHARS)
  officer!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  letterNumber!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @MaxLength(MAX_TEXT_CHARS)
  letterDate!: string;

  @Field(() => LegalCitationInput, {
    nullable: true,
    description:
      'Needed: cited in the revision in force on the letter’s date. Nullable for the sake of older clients only.',
  })
  legalAct?: LegalCitationInput | null;

  @Field(() => String, {
    nullable: true,
    deprecationReason: 'Ignored: the registry says what the act is called. Give legalAct.',
  })
  @MaxLength(MAX_TEXT_CHARS)
  legalBasis?: string | null;

  @Field(() => String, { description: 'The duty the data is needed for.' })
  @MaxLength(MAX_TEXT_CHARS)
  duty!: string;

  @Field(() => [DataCategoryEnum])
  @ArrayMaxSize(MAX_ITEMS)
  categories!: DataCategory[];

  @Field(() => [String], { description: 'PINs of the persons; at most 50.' })
  @ArrayMaxSize(MAX_ITEMS)
  subjectPins!: string[];

  @Field(() => DisclosurePeriodInput, {
    nullable: true,
    description: 'The days whose data are asked for. Needed for BID_HISTORY, PAYMENT and CONSENT_HISTORY.',
  })
  period?: DisclosurePeriodInput | null;

  @Field(() => DisclosureUrgencyEnum, { defaultValue: 'ORDINARY' })
  urgency!: Urgency;

  @Field(() => Int, { defaultValue: DEFAULT_DAYS, description: 'How long the agency wishes to read, in days.' })
  validDays!: number;

  @Field(() => Int, { defaultValue: DEFAULT_READS })
  reads!: number;
}

@InputType({ description: 'Why something is left out. A person who is named here is left out by it.' })
export class DisclosureRemovalInput {
  @Field(() => RemovalKindEnum)
  kind!: Removed['kind'];

  @Field(() => DataCategoryEnum, { nullable: true, description: 'For CATEGORY.' })
  category?: DataCategory | null;

  @Field(() => String, { nullable: true, description: 'For SUBJECT: the PIN as the letter has it.' })
  @MaxLength(MAX_TEXT_CHARS)
  subjectPin?: string | null;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  reason!: string;
}

@InputType({ description: 'What to grant. No categories: to reject.' })
export class DisclosureProposalInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => [DataCategoryEnum])
  @ArrayMaxSize(MAX_ITEMS)
  categories!: DataCategory[];

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  reason!: string;

  @Field(() => DisclosurePeriodInput, { nullable: true, description: 'Absent: that of the request.' })
  period?: DisclosurePeriodInput | null;

  @Field(() => [DisclosureRemovalInput], {
    nullable: true,
    description: 'Reasons of their own for what is left out; the rest is left out for the reason of the whole.',
  })
  @ArrayMaxSize(MAX_ITEMS)
  removals?: DisclosureRemovalInput[] | null;

  @Field(() => NoticeDelayInput, { nullable: true, description: 'Absent: the person is told in time.' })
  noticeDelay?: NoticeDelayInput | null;

  @Field(() => Int, { defaultValue: DEFAULT_DAYS })
  validDays!: number;

  @Field(() => Int, { defaultValue: DEFAULT_READS })
  reads!: number;
}

@InputType({ description: 'A second person’s decision on what was prepared; what is left out is as prepared.' })
export class DisclosureDecisionInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => [DataCategoryEnum], { nullable: true, description: 'Never wider than prepared. Empty: to reject.' })
  @ArrayMaxSize(MAX_ITEMS)
  categories?: DataCategory[] | null;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  reason!: string;

  @Field(() => DisclosurePeriodInput, { nullable: true, description: 'Absent: as prepared.' })
  period?: DisclosurePeriodInput | null;

  @Field(() => [DisclosureRemovalInput], {
    nullable: true,
    description: 'Reasons of their own for what is left out; the rest is left out for the reason of the whole.',
  })
  @ArrayMaxSize(MAX_ITEMS)
  removals?: DisclosureRemovalInput[] | null;

  @Field(() => NoticeDelayInput, {
    nullable: true,
    description: 'Absent: as prepared; null: none. Never longer than prepared, on no other article.',
  })
  noticeDelay?: NoticeDelayInput | null;

  @Field(() => Int, { nullable: true })
  validDays?: number | null;

  @Field(() => Int, { nullable: true })
  reads?: number | null;

  @Field(() => Date, { nullable: true, description: 'Absent: from now; at most 30 days ahead.' })
  validFrom?: Date | null;
}
