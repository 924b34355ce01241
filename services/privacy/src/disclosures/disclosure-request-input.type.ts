import type { DataCategory } from '@belgi/contracts';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import { DataCategoryEnum } from './disclosure-request.type.js';

/** Wishes that go unsaid: as long as a grant may be, and reads enough to look twice at a few persons. */
const DEFAULT_DAYS = 30;
const DEFAULT_READS = 10;
/** Longest text that is worth a database's while; the register's own limits are shorter. */
const MAX_TEXT_CHARS = 4_000;
/** Above every real list, so that a flood stops before it is looked at. */
const MAX_ITEMS = 1_000;

@Directive('@tag(name: "partner")')
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

  @Field(() => String, { description: 'Who signed the letter.' })
  @MaxLength(MAX_TEXT_CHARS)
  officer!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  letterNumber!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @MaxLength(MAX_TEXT_CHARS)
  letterDate!: string;

  @Field(() => String, { description: 'Act and article.' })
  @MaxLength(MAX_TEXT_CHARS)
  legalBasis!: string;

  @Field(() => String, { description: 'The duty the data is needed for.' })
  @MaxLength(MAX_TEXT_CHARS)
  duty!: string;

  @Field(() => [DataCategoryEnum])
  @ArrayMaxSize(MAX_ITEMS)
  categories!: DataCategory[];

  @Field(() => [String], { description: 'PINs of the persons; at most 50.' })
  @ArrayMaxSize(MAX_ITEMS)
  subjectPins!: string[];

  @Field(() => Int, { defaultValue: DEFAULT_DAYS, description: 'How long the agency wishes to read, in days.' })
  validDays!: number;

  @Field(() => Int, { defaultValue: DEFAULT_READS })
  reads!: number;
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

  @Field(() => Int, { nullable: true })
  validDays?: number | null;

  @Field(() => Int, { nullable: true })
  reads?: number | null;

  @Field(() => Date, { nullable: true, description: 'Absent: from now; at most 30 days ahead.' })
  validFrom?: Date | null;
}
