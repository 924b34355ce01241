import { type DataCategory, dataCategories } from '@belgi/contracts';
import { connectionOf, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { RequestState } from './disclosure.js';
import type { KeptRequest } from './requests.store.js';

export const PARTNER = '@tag(name: "partner")';

export const DataCategoryEnum = Object.fromEntries(dataCategories.map((name) => [name, name])) as {
  [Name in DataCategory]: Name;
};
registerEnumType(DataCategoryEnum, {
  name: 'DataCategory',
  description: 'What a grant can name. A category with no reader cannot be granted.',
});

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

@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
@Directive(PARTNER)
export class Agency {
  @Field(() => ID)
  id!: string;
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
}

@ObjectType({ description: 'What one officer prepared for another to decide. For privacy officers.' })
export class DisclosureProposal {
  @Field(() => [DataCategoryEnum])
  categories!: DataCategory[];

  @Field(() => String)
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reason!: string;

  @Field(() => Int)
  validDays!: number;

  @Field(() => Int)
  reads!: number;

  @Field(() => Date)
  preparedAt!: Date;
}

@ObjectType({ description: 'Leave to read, capped in scope, time and number.' })
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

  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;
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

  @Field(() => String)
  letterNumber!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  letterDate!: string;

  @Field(() => String)
  letterSha256!: string;

  @Field(() => String)
  legalBasis!: string;

  @Field(() => String)
  duty!: string;

  @Field(() => [DataCategoryEnum], { description: 'What was asked for.' })
  categories!: DataCategory[];

  @Field(() => Int, { description: 'How many persons it names; who they are is shown to nobody.' })
  subjects!: number;

  @Field(() => DisclosureStateEnum)
  state!: RequestState;

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
