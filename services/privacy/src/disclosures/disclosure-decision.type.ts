import { type DataCategory, dataCategories } from '@belgi/contracts';
import { enumOf, Personal } from '@belgi/subgraph';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Channel, RequestState, Urgency } from './disclosure.js';
import type { Period } from './period.js';
import type { Removed } from './scope.js';

export const PARTNER = '@tag(name: "partner")';

export const DataCategoryEnum = enumOf(dataCategories);
registerEnumType(DataCategoryEnum, {
  name: 'DataCategory',
  description: 'What a grant can name. A category with no reader cannot be granted.',
});

export const DisclosureChannelEnum = {
  PAPER: 'PAPER',
  API: 'API',
  EXCHANGE_LAYER: 'EXCHANGE_LAYER',
} as const satisfies { [Name in Channel]: Name };
registerEnumType(DisclosureChannelEnum, {
  name: 'DisclosureChannel',
  description: 'How a letter came: on paper to an officer, from the body itself, or over the national exchange layer.',
});

export const DisclosureUrgencyEnum = {
  ORDINARY: 'ORDINARY',
  URGENT: 'URGENT',
} as const satisfies { [Name in Urgency]: Name };
registerEnumType(DisclosureUrgencyEnum, {
  name: 'DisclosureUrgency',
  description: 'How long the answer may take, in working days: 7, or 2 for an urgent request.',
});

export const RemovalKindEnum = {
  CATEGORY: 'CATEGORY',
  SUBJECT: 'SUBJECT',
  PERIOD_DAYS: 'PERIOD_DAYS',
  TERM_DAYS: 'TERM_DAYS',
  READS: 'READS',
} as const satisfies { [Name in Removed['kind']]: Name };
registerEnumType(RemovalKindEnum, { name: 'DisclosureRemovalKind' });

export const DisclosureStateEnum = {
  SUBMITTED: 'SUBMITTED',
  UNDER_REVIEW: 'UNDER_REVIEW',
  GRANTED: 'GRANTED',
  NARROWED: 'NARROWED',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
} as const satisfies { [State in RequestState]: State };
registerEnumType(DisclosureStateEnum, { name: 'DisclosureState' });

@ObjectType({ description: 'Days of Bishkek, both included.' })
@Directive(PARTNER)
export class DisclosurePeriod {
  @Field(() => String, { description: 'YYYY-MM-DD.' })
  from!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  until!: string;
}

@ObjectType({ description: 'Something that was asked for and is not granted, and why.' })
@Directive(PARTNER)
export class DisclosureRemoval {
  @Field(() => RemovalKindEnum)
  kind!: Removed['kind'];

  @Field(() => DataCategoryEnum, { nullable: true, description: 'Of a category.' })
  category!: DataCategory | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a person: the last digits of the PIN, for whoever has the letter.',
  })
  @Personal({ category: 'PIN', purposes: [] })
  subject!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of days and reads: how many fewer.' })
  count!: number | null;

  @Field(() => String)
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reason!: string;
}

@ObjectType({ description: 'What a second person decided.' })
@Directive(PARTNER)
export class DisclosureDecision {
  @Field(() => [DataCategoryEnum])
  categories!: DataCategory[];

  @Field(() => String)
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reason!: string;

  @Field(() => Date)
  decidedAt!: Date;

  @Field(() => [DisclosureRemoval], { description: 'What was asked for and not granted, each with its reason.' })
  removed!: DisclosureRemoval[];
}

@ObjectType({ description: 'A delay of the notice as one officer prepared it.' })
export class ProposedNoticeDelay {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  article!: string;

  @Field(() => Int)
  days!: number;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  reviewOn!: string;

  @Field(() => String)
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reason!: string;
}

@ObjectType({ description: 'What one officer prepared for another to decide. For privacy officers.' })
export class DisclosureProposal {
  @Field(() => [DataCategoryEnum])
  categories!: DataCategory[];

  @Field(() => String)
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reason!: string;

  @Field(() => Int, { description: 'How many persons it leaves.' })
  subjects!: number;

  @Field(() => DisclosurePeriod, { nullable: true })
  period!: Period | null;

  @Field(() => [DisclosureRemoval], { description: 'What it leaves out, each with its reason.' })
  removed!: DisclosureRemoval[];

  @Field(() => ProposedNoticeDelay, { nullable: true })
  noticeDelay!: ProposedNoticeDelay | null;

  @Field(() => Int)
  validDays!: number;

  @Field(() => Int)
  reads!: number;

  @Field(() => Date)
  preparedAt!: Date;
}

@ObjectType({ description: 'Leave to read, capped in scope, persons, time and number.' })
@Directive(PARTNER)
export class DisclosureGrant {
  @Field(() => ID)
  id!: string;

  @Field(() => [DataCategoryEnum])
  categories!: DataCategory[];

  @Field(() => Date)
  validFrom!: Date;

  @Field(() => Date)
  validUntil!: Date;

  @Field(() => Int)
  readsLeft!: number;

  @Field(() => Int, { description: 'How many persons it covers; of others nothing is read.' })
  subjects!: number;

  @Field(() => DisclosurePeriod, {
    nullable: true,
    description: 'Data of these days leave, of no others. Null: the request names none.',
  })
  period!: Period | null;

  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;
}
