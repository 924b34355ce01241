import type { DataCategory } from '@belgi/contracts';
import { connectionOf, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CitedArticle } from '../legal-acts/citation.store.js';
import { LegalCitation } from '../legal-acts/citation.type.js';
import { typename } from '../typename.js';
import type { Channel, RequestState, Urgency } from './disclosure.js';
import {
  DataCategoryEnum,
  DisclosureChannelEnum,
  DisclosureGrant,
  DisclosurePeriod,
  DisclosureStateEnum,
  DisclosureUrgencyEnum,
  PARTNER,
} from './disclosure-decision.type.js';
import type { Period } from './period.js';
import type { KeptRequest } from './requests.store.js';

@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
@Directive(PARTNER)
export class Agency {
  @Field(() => ID)
  id!: string;
}

@ObjectType('DisclosureRequest', { description: 'An official written request of an authorised body (clause 3.4).' })
@Directive('@key(fields: "id")')
@Directive(PARTNER)
export class DisclosureRequestNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  agencyName!: string;

  @Field(() => Agency, { nullable: true, description: 'Null: a body that is not connected; its letter came on paper.' })
  agency!: Agency | null;

  @Field(() => String, { nullable: true, description: 'The part of the body that needs the data.' })
  unit!: string | null;

  @Field(() => DisclosureChannelEnum)
  channel!: Channel;

  @Field(() => String)
  letterNumber!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  letterDate!: string;

  @Field(() => String)
  letterSha256!: string;

  @Field(() => String, { description: 'The act and the article in words.' })
  legalBasis!: string;

  @Field(() => LegalCitation, {
    nullable: true,
    description: 'The article in the revision that was in force on the letter’s date. Null: filed before the registry.',
  })
  legalAct!: CitedArticle | null;

  @Field(() => String, { description: 'What the data is needed for.' })
  duty!: string;

  @Field(() => [DataCategoryEnum], { description: 'What was asked for.' })
  categories!: DataCategory[];

  @Field(() => Int, { description: 'How many persons it names; who they are is shown to nobody.' })
  subjects!: number;

  @Field(() => DisclosurePeriod, {
    nullable: true,
    description: 'The days whose data are asked for; never null where a history is.',
  })
  period!: Period | null;

  @Field(() => DisclosureUrgencyEnum)
  urgency!: Urgency;

  @Field(() => Date, { nullable: true, description: 'Until when it is to be answered, in working days of Bishkek.' })
  answerDueAt!: Date | null;

  @Field(() => DisclosureStateEnum)
  state!: RequestState;

  @Field(() => Date, { description: 'Since when it is in that state.' })
  stateSince!: Date;

  @Field(() => Date)
  filedAt!: Date;

  @Field(() => DisclosureGrant, { nullable: true })
  grant!: DisclosureGrant | null;

  /** Not in the graph: what the guarded fields open. */
  kept!: KeptRequest;
}

export const DisclosureRequestConnection = connectionOf('DisclosureRequest', () => DisclosureRequestNode, [PARTNER]);

@ObjectType({ implements: Refusal })
@Directive(PARTNER)
export class FileDisclosureRefused extends Refusal {}

@ObjectType({ implements: Refusal })
export class DecideDisclosureRefused extends Refusal {}

export const FileDisclosureResult = createUnionType({
  name: 'FileDisclosureResult',
  types: () => [DisclosureRequestNode, FileDisclosureRefused] as const,
  resolveType: typename,
});

export const PrepareDisclosureResult = createUnionType({
  name: 'PrepareDisclosureResult',
  types: () => [DisclosureRequestNode, DecideDisclosureRefused] as const,
  resolveType: typename,
});

export const DecideDisclosureResult = createUnionType({
  name: 'DecideDisclosureResult',
  types: () => [DisclosureRequestNode, DecideDisclosureRefused] as const,
  resolveType: typename,
});

export const RevokeDisclosureResult = createUnionType({
  name: 'RevokeDisclosureResult',
  types: () => [DisclosureRequestNode, DecideDisclosureRefused] as const,
  resolveType: typename,
});
